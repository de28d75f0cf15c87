"""Is a gift bound to praise? Forbidden whatever it is worth (16 CFR 465.4), so it stops a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vouch.domain.wording.ours import Read

Found = tuple[int, int, bool]
"""From where to where, and whether it is bound to praise (True) or to a review whatever it says."""


def paid_for(read: Sequence[Read]) -> Iterator[Found]:
    """Each gift that is bound to praise or to a review: in one sentence, or in two that follow each other."""
    for number, (sentence, language) in enumerate(read):
        if language is None:
            continue
        rules = language.praise
        gift = rules.gift.search(sentence.read)
        if gift is None:
            continue
        place = (sentence.start + gift.start(), sentence.start + gift.end())
        around = [one.read for one, other in read[max(0, number - 1) : number + 2] if other is language]
        bound = any(rules.bound.search(text) for text in around)
        free = any(rules.free.search(text) for text in around)
        said_here = rules.praised.search(sentence.read) is not None
        said = said_here or (bound and any(rules.praised.search(text) for text in around))
        if free:
            continue
        if said:
            yield *place, True
        elif bound and rules.review.search(sentence.read):
            yield *place, False
