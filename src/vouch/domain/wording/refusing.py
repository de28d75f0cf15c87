"""For which words is a text refused? Those that ask for a favour outright, and gifts bound to praise."""

from __future__ import annotations

from collections.abc import Mapping

from vouch.domain.policy.wording import Wording
from vouch.domain.wording.faults import Fault
from vouch.domain.wording.reading import read


def stopped(text: str, own: Wording | None = None) -> tuple[str, str]:
    """The first words for which `text` is refused, with the sentence that says so; two empty ones for none.

    >>> stopped("Could you do us a favour?")[1]
    '“Could you do us a favour” asks for a favour. Say what they have of it.'
    >>> stopped("A voucher for every five-star review.")[1][:32]
    '“voucher” is bound to good words'
    >>> stopped("Sixty peers will see your method.")
    ('', '')
    """
    for mark in read(text, own=own).stops:
        if mark.fault is Fault.REWARD:
            return mark.words, f"“{mark.words}” is bound to good words about us, which is forbidden. {mark.better}"
        return mark.words, f"“{mark.words}” asks for a favour. Say what they have of it."
    return "", ""


def stopped_in(texts: Mapping[str, str], own: Wording | None = None) -> tuple[str, str]:
    """The field of an ask whose words are refused, with the sentence; two empty ones for none.

    A reward of its own field counts as if the letter said it.

    >>> stopped_in({"words": "Leave a five-star review.", "reward_announced": "A mug"})[0]
    'reward_announced'
    """
    for field in ("win_person", "win_company", "why", "subject", "words"):
        sentence = stopped(texts.get(field, ""), own)[1]
        if sentence:
            return field, sentence
    reward = texts.get("reward_announced", "").strip()
    if reward and stopped(f"{texts.get('words', '')} If you do, you get a gift.", own)[1]:
        return "reward_announced", (
            f"“{reward}” would be given for good words about us, which is forbidden. "
            "Give nothing, or ask for an honest review, whatever it says."
        )
    return "", ""
