"""Do we come first? A need of ours that stands before anything the person has of it.

A sentence is about whoever its first pronoun names. One that says what they get closes the case: after it we may say
what we need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vouch.domain.wording.rules import Language, Need
from vouch.domain.wording.sentences import Sentence

Read = tuple[Sentence, Language | None]

GREETING_MOST = 9
"""A sentence of more words says something besides hello."""


def ours_first(read: Sequence[Read], *, whole: bool = True) -> Iterator[tuple[int, int, int]]:
    """The places of each need of ours that comes too early, and which sentence of `read` it stands in.

    `whole`: the text is all there is. Where what they have of it stands elsewhere, only a text that begins with us is
    one that puts us first.
    """
    nothing = whole and not any(language and gives(sentence, language) for sentence, language in read)
    opening = True
    for number, (sentence, language) in enumerate(read):
        if language is None or _greets(sentence, language.need):
            continue
        need = language.need
        found = need.need.search(sentence.read)
        given = need.give.search(sentence.read)
        if given and (found is None or given.start() < found.start()):
            return
        if found is None and (opening or nothing) and _about_us(sentence, need):
            found = need.soft.search(sentence.read)
        if found:
            yield sentence.start + found.start(), sentence.start + found.end(), number
        opening = opening and not _has(sentence, need.you)


def gives(sentence: Sentence, language: Language) -> bool:
    """Whether a sentence says what they get, and nothing that we need."""
    return bool(language.need.give.search(sentence.read)) and not language.need.need.search(sentence.read)


def _greets(sentence: Sentence, need: Need) -> bool:
    return len(sentence.words) <= GREETING_MOST and need.greeting.search(sentence.read) is not None


def _about_us(sentence: Sentence, need: Need) -> bool:
    for word in sentence.words:
        if word in need.we:
            return True
        if word in need.you:
            return False
    return False


def _has(sentence: Sentence, words: frozenset[str]) -> bool:
    return any(word in words for word in sentence.words)
