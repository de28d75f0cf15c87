"""Why is this believed, for and against, in sentences; and what would tell more?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.evidence import Behaviour, Evidence, How


class Reason(NamedTuple):
    """One piece: `for` where it hints at who leads, `against` where at another, else `unknown`; in a sentence for us,
    and in one for the person themselves.
    """

    sign: str
    words: str
    to_them: str


def reasons(evidence: Evidence, policy: Policy, leads: Personality | None, *, today: date) -> tuple[Reason, ...]:
    """Each piece of evidence, for and against; and why nothing is said, where nothing is."""
    told = [*_answers(evidence, policy, leads), *_acts(evidence, policy, leads), *_guesses(evidence, leads)]
    last, months = evidence.last, policy.personality.saying.months
    if last is not None and (today - last).days > months * 30.44 + 1:
        old = f"All of this is older than {months} months, so it is not known any more."
        told.append(Reason("unknown", old, old))
    if leads is None and _differ(evidence):
        open_ = "These hint at different things, so it is left open."
        told.append(Reason("unknown", open_, open_))
    return tuple(told)


def what_would_tell(evidence: Evidence, policy: Policy, kinds: Iterable[str], known: Known) -> tuple[str, ...]:
    """What one could do to know more, the surest first; nothing where it is known well enough."""
    if known in (Known.STATED, Known.ASSIGNED):
        return ()
    there, told = set(kinds), []
    if "answers" not in there:
        told.append("Ask them: the questions on joining take a minute, and they can leave them out.")
    if "colleagues" not in there:
        told.append("Somebody of us who knows them says what they believe.")
    if "behaviour" not in there:
        told.append("Offer them a choice of two things that differ; what they take says more than a yes to one.")
    return tuple(told) or ("Time: one more free choice of theirs, or a word of their own.",)


def _answers(evidence: Evidence, policy: Policy, leads: Personality | None) -> Iterator[Reason]:
    questions = policy.personality.questions
    for one in evidence.latest_answers():
        if one.question in questions:
            asked = questions[one.question]
            yield Reason(
                _sign(one.says, leads),
                f"{asked.about}: their own answer hints at {one.says.a}.",
                f"{asked.asks} Your answer hints at {one.says.a}.",
            )


def _acts(evidence: Evidence, policy: Policy, leads: Personality | None) -> Iterator[Reason]:
    ladder = policy.ladder
    known = [one for one in sorted(evidence.behaviour) if one.activity in ladder and ladder[one.activity].fits]
    for said_yes, how in ((True, "volunteered"), (True, "asked"), (False, "asked")):
        those = [one for one in known if one.said_yes == said_yes and _asked(one) == (how == "asked")]
        for fits in (True, False):
            part = [one for one in those if (leads in ladder[one.activity].fits) == fits] if leads else those
            if not part or (leads is None and not fits):
                continue
            words = _listed([ladder[one.activity].words for one in part])
            sign, suits = "unknown", ""
            if leads is not None:
                sign = "for" if fits == said_yes else "against"
                suits = (
                    f", which {'suits' if len(part) == 1 else 'suit'} {'' if fits else 'others more than '}{leads.a}"
                )
            ours, theirs = _DID[how, said_yes]
            yield Reason(sign, f"{ours}: {words}{suits}.", f"{theirs}: {words}{suits}.")


def _guesses(evidence: Evidence, leads: Personality | None) -> Iterator[Reason]:
    for said in Personality:
        count = sum(one.says is said for one in evidence.latest_guesses())
        if count:
            who = "A colleague believes" if count == 1 else f"{count} colleagues believe"
            yield Reason(
                _sign(said, leads),
                f"{who} that they are {said.a}.",
                f"{'A colleague of ours believes' if count == 1 else f'{count} colleagues of ours believe'} that you "
                f"are {said.a}.",
            )


_DID = {
    ("volunteered", True): ("Did by themselves", "You did by yourself"),
    ("asked", True): ("Said yes to", "You said yes to"),
    ("asked", False): ("Did not take", "You did not take up"),
}
"""What was done, for us and for them."""


def _asked(one: Behaviour) -> bool:
    return one.how is not How.VOLUNTEERED


def _sign(said: Personality, leads: Personality | None) -> str:
    return "unknown" if leads is None else "for" if said is leads else "against"


def _differ(evidence: Evidence) -> bool:
    said = {one.says for one in evidence.latest_answers()} | {one.says for one in evidence.latest_guesses()}
    return len(said) > 1


def _listed(words: list[str]) -> str:
    counted = {word: words.count(word) for word in words}
    parts = [word if n == 1 else f"{word} ({n} times)" for word, n in counted.items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
