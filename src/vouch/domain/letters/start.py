"""What may a letter begin with? A subject and plain words for each rung of the ladder, for whoever writes to change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from vouch.domain.policy.asking import Rung

NAMES = ("{name}", "{company}")
"""What is put in anew for each person of a batch."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where a letter begins: `subject` and `words` fill its fields; the wins are hints beside empty ones."""

    subject: str
    words: str
    win_person: str
    win_company: str


def start(activity: str, rung: Rung, *, us: str) -> Start:
    """The beginning for this rung, with `{name}` and `{company}` left in; the general one for a rung of one's own.

    >>> from vouch.domain.policy import load
    >>> start("fun_fact", load().ladder["fun_fact"], us="Quayside").subject
    'One number from {company}'
    """
    found = dict(_shipped()["any"]) | dict(_shipped().get(activity, {}))
    put = {"{us}": us, "{what}": rung.words, "{minutes}": how_long(rung.minutes)}
    return Start(**{field: _put(text, put) for field, text in found.items()})


def for_person(text: str, *, name: str, company: str) -> str:
    """The text as one person reads it.

    >>> for_person("{name}, one number from {company}", name="Ana Lind", company="Acme")
    'Ana, one number from Acme'
    """
    # a person without a name is spoken to as "you", which every sentence of ours can bear
    first = name.split(maxsplit=1)[0] if name.split() else "you"
    return _put(text, {"{name}": first, "{company}": company})


def how_long(minutes: int) -> str:
    """A stretch of time as one would say it.

    >>> how_long(10), how_long(60), how_long(90), how_long(480)
    ('10 minutes', 'an hour', 'an hour and a half', '8 hours')
    """
    if minutes < 60:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, 60)
    if hours == 1:
        return "an hour and a half" if rest >= 30 else "an hour"
    return f"{hours} and a half hours" if rest >= 30 else f"{hours} hours"


def _put(text: str, values: Mapping[str, str]) -> str:
    # all at once, so that a name that looks like one of the holes stays as it is
    holes = "|".join(re.escape(hole) for hole in values)
    return re.sub(holes, lambda found: values[found[0]], text).strip()


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    read = resources.files("vouch.domain.letters").joinpath("letters.toml").read_text(encoding="utf-8")
    return tomllib.loads(read)
