"""What is wrong with the wording of a text, where, why, and what reads better?

It reads and edits; it writes nothing. An empty text has no faults and gets no draft. A sentence in a language that is
not known is not read, and is said to be so: never that it is fine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vouch.domain.policy.wording import Wording
from vouch.domain.wording.faults import Fault
from vouch.domain.wording.ours import Read, gives, ours_first
from vouch.domain.wording.praise import paid_for
from vouch.domain.wording.rules import languages
from vouch.domain.wording.sentences import sentences
from vouch.domain.wording.telling import told


@dataclass(frozen=True)
class Edit:
    """What a better turn does to the text: from `start` to `end` stands `text` afterwards."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Words at fault, from `start` to `end`; `better` says what to do, `edit` does it. One that `stops` is refused."""

    fault: Fault
    start: int
    end: int
    words: str
    better: str
    edit: Edit | None = None
    stops: bool = False

    @property
    def why(self) -> str:
        """Why it is a fault, in a sentence."""
        return self.fault.why


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The marks of a text in its order, and the sentences that were not read because nobody knows their language."""

    marks: tuple[Mark, ...]
    not_read: tuple[str, ...]

    @property
    def stops(self) -> tuple[Mark, ...]:
        """The marks for which a text is refused."""
        return tuple(one for one in self.marks if one.stops)


def read(text: str, *, own: Wording | None = None, names: Iterable[str] = (), whole: bool = True) -> Reading:
    """Read a text. `own`: the company's part of the rules; `names`: what is a name here, and no words.

    `whole`: nothing stands beside it; False for the body of a letter whose wins are fields of their own.

    >>> [(one.words, one.edit.text) for one in read("Could you do us a favour and join? You meet Bo.").marks]
    [('Could you do us a favour and', 'You are invited to')]
    >>> read("").marks, read("Ez egy nagyon hosszú magyar mondat.").not_read
    ((), ('Ez egy nagyon hosszú magyar mondat.',))
    """
    found = sentences(text, (*names, *(own.names if own else ())))
    known = languages(own)
    pairs: list[Read] = [(one, known.get(code)) for one, code in zip(found, told(found, known), strict=True)]
    marks = [*_by_rule(text, pairs), *_vendor_first(text, pairs, whole=whole), *_praise(text, pairs)]
    leave = own.leave if own else ()
    kept = _apart(one for one in marks if not any(word in one.words.lower() for word in leave))
    unread = tuple(text[one.start : one.end] for one, language in pairs if language is None and one.words)
    return Reading(marks=tuple(kept), not_read=unread)


def _by_rule(text: str, pairs: Sequence[Read]) -> Iterator[Mark]:
    for sentence, language in pairs:
        for rule in language.rules if language else ():
            for found in rule.words.finditer(sentence.read):
                if not found[0].strip():
                    continue
                if rule.fault is Fault.VAGUE and language and language.need.concrete.search(sentence.read):
                    continue
                start, end = sentence.start + found.start(), sentence.start + found.end()
                edit = None if rule.use is None else _fitted(text, start, end, rule.use, sentence.start)
                yield Mark(
                    fault=rule.fault,
                    start=start,
                    end=end,
                    words=" ".join(text[start:end].split()),
                    better=rule.better,
                    edit=edit,
                    stops=rule.stops,
                )


def _vendor_first(text: str, pairs: Sequence[Read], *, whole: bool) -> Iterator[Mark]:
    for start, end, number in ours_first(pairs, whole=whole):
        sentence, language = pairs[number]
        later = next((one for one in range(number + 1, len(pairs)) if _is_gift(pairs[one])), None)
        edit = None
        if later is not None and language is not None:
            theirs = pairs[later][0]
            # the sentence that is about them goes before ours, whole: nothing is written anew
            between = text[sentence.end : theirs.start]
            passage = text[sentence.start : sentence.end] + between
            moved = text[theirs.start : theirs.end] + " " + passage.rstrip()
            edit = Edit(sentence.start, theirs.end, moved)
        yield Mark(
            fault=Fault.VENDOR_FIRST,
            start=start,
            end=end,
            words=" ".join(text[start:end].split()),
            better="Put what they have of it first; what we need may follow, or stay away.",
            edit=edit,
        )


def _is_gift(pair: Read) -> bool:
    return pair[1] is not None and gives(pair[0], pair[1])


def _praise(text: str, pairs: Sequence[Read]) -> Iterator[Mark]:
    for start, end, praised in paid_for(pairs):
        better = "Leave the gift out, or thank them afterwards, unannounced, whatever they wrote."
        if not praised:
            better = "A gift for a review goes to everybody, whatever they write, and the review says so. Better: none."
        yield Mark(
            fault=Fault.REWARD, start=start, end=end, words=text[start:end].strip(), better=better, stops=praised
        )


def _fitted(text: str, start: int, end: int, use: str, opens: int) -> Edit:
    """The edit with blanks and capitals as the place wants them."""
    at_start = start == opens
    if use:
        return Edit(start, end, use[0].upper() + use[1:] if at_start else use)
    while end < len(text) and text[end] in " ,\t":
        end += 1
    if at_start and end < len(text):
        return Edit(start, end + 1, text[end].upper())
    while start > 0 and text[start - 1] == " " and (end >= len(text) or text[end] in ".!?;:\n"):
        start -= 1
    return Edit(start, end, "")


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order; of two that overlap the one that stops, else the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (not one.stops, one.start - one.end, one.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda one: one.start)
