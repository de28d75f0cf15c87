"""Which language is a sentence in? Told by small words; where they say nothing, by its neighbours, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from vouch.domain.wording.rules import Language
from vouch.domain.wording.sentences import BLACK, Sentence

SHORT = 3
"""A sentence of so few words may be in the language of its neighbours."""


def told(sentences: Sequence[Sentence], languages: Mapping[str, Language]) -> list[str]:
    """The code of each sentence's language; "" where it is not known, so that it is not read.

    >>> from vouch.domain.wording.rules import languages
    >>> from vouch.domain.wording.sentences import sentences
    >>> told(sentences("Das ist für Sie. This is for you. Ez egy nagyon jó ötlet volt."), languages())
    ['de', 'en', '']
    """
    alone = [_alone(one, languages) for one in sentences]
    most = Counter(code for code in alone if code)
    usual = most.most_common(1)[0][0] if most else ""
    found: list[str] = []
    for one, code in zip(sentences, alone, strict=True):
        neighbour = (found[-1] if found and found[-1] else usual) if len(_known(one)) <= SHORT else ""
        found.append(neighbour if code is None else code)
    return found


def _known(one: Sentence) -> list[str]:
    return [word for word in one.words if word.strip(BLACK)]


def _alone(one: Sentence, languages: Mapping[str, Language]) -> str | None:
    words = _known(one)
    counts = {
        code: sum(word.split("'")[0] in language.common for word in words) for code, language in languages.items()
    }
    best = max(counts, key=lambda code: counts[code])
    # a long sentence with one small word that happens to be one of a language is not of that language
    return best if counts[best] and counts[best] >= len(words) / 8 else None
