"""The rules of wording of one language, read from its TOML, with what the company added."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from vouch.domain.policy.wording import Turn, Wording
from vouch.domain.wording.faults import Fault

LANGUAGES = ("en", "de", "fr", "es", "nl")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Words that are a fault, what to do instead, and what they are replaced by (None: no words do)."""

    fault: Fault
    words: re.Pattern[str]
    better: str
    use: str | None
    stops: bool = False


@dataclass(frozen=True, kw_only=True)
class Need:
    """How a sentence says that we need something, or that they get something. `we` and `you`: whom it is about."""

    we: frozenset[str]
    you: frozenset[str]
    greeting: re.Pattern[str]
    need: re.Pattern[str]
    soft: re.Pattern[str]
    give: re.Pattern[str]
    concrete: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Praise:
    """How a gift is bound to praise: a gift, the praise or review, what binds them, and what sets the words free."""

    gift: re.Pattern[str]
    praised: re.Pattern[str]
    review: re.Pattern[str]
    bound: re.Pattern[str]
    free: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language that is read: `common` tells it, the rest judges it."""

    code: str
    name: str
    common: frozenset[str]
    rules: tuple[Rule, ...]
    need: Need
    praise: Praise


def languages(own: Wording | None = None) -> Mapping[str, Language]:
    """The languages by code, with the company's own turns after the shipped ones.

    >>> sorted(languages())
    ['de', 'en', 'es', 'fr', 'nl']
    """
    shipped = _shipped()
    if own is None or not own.also:
        return shipped
    return {code: replace(one, rules=(*one.rules, *_added(own.also, code))) for code, one in shipped.items()}


def _added(turns: Sequence[Turn], code: str) -> list[Rule]:
    return [
        Rule(fault=Fault(one.fault), words=_plain(one.words), better=one.better, use=one.use)
        for one in turns
        if one.language == code
    ]


def _plain(words: str) -> re.Pattern[str]:
    # a company writes words, not expressions: blanks between them may be of any kind
    return _compiled(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?!\w)")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _shipped() -> Mapping[str, Language]:
    folder = resources.files("vouch.domain.wording").joinpath("languages")
    texts = {code: folder.joinpath(f"{code}.toml").read_text(encoding="utf-8") for code in LANGUAGES}
    return {code: _language(code, tomllib.loads(text)) for code, text in texts.items()}


def _language(code: str, read: Mapping[str, Any]) -> Language:
    need, praise = read["words_of_need"], read["praise"]
    return Language(
        code=code,
        name=read["name"],
        common=frozenset(read["common"]),
        rules=tuple(
            Rule(
                fault=Fault(one["fault"]),
                words=_compiled(one["words"]),
                better=one["better"],
                use=one.get("use"),
                stops=one.get("stops", False),
            )
            for one in read["rules"]
        ),
        need=Need(
            we=frozenset(need["we"]),
            you=frozenset(need["you"]),
            **{name: _compiled(need[name]) for name in ("greeting", "need", "soft", "give", "concrete")},
        ),
        praise=Praise(**{name: _compiled(pattern) for name, pattern in praise.items()}),
    )
