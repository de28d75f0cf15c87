"""What did somebody ask for in one line? “Acme needs a fintech CFO by Friday”, read word by word; doubts are said.

Nothing is guessed in silence: what was not said, or could be two things, is a doubt with a sentence, and whoever wrote
the line says it again or fills in the form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vouch.domain.policy import Policy
from vouch.domain.titles import known_roles, read_title

_NEEDS = re.compile(
    r"^(?P<buyer>.+?)\s+(?:needs?|wants?|asks? for|would like|looks? for|is looking for)\s+(?P<what>.+)$", re.I
)
_BY = re.compile(r"^(?P<what>.*?)[\s,]*\b(?:by|until|before|no later than)\s+(?P<when>[^.]+?)[.!]?$", re.I)
_WITHIN = re.compile(
    r"^(?P<what>.*?)[\s,]*\b(?P<when>(?:in|within)\s+\w+\s+(?:day|week|month)s?|tomorrow|today)[.!]?$", re.I
)
_FOR = re.compile(r"^(?P<what>.+?)\s+for\s+(?P<buyer>[^a-z].*)$")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_DAY_MONTH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?),?(?:\s+(\d{4}))?"
)
_IN = re.compile(r"(?:in|within)\s+(\w+)\s+(day|week|month)s?")


@dataclass(frozen=True)
class Doubt:
    """One thing that is not sure, by the field of the form it belongs to."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Said:
    """A line, as it was read. `like` by the fields of a request; `words` is the line itself: nothing is lost."""

    buyer: str = ""
    activity: str = ""
    like: Mapping[str, str] = field(default_factory=dict)
    how_many: int = 1
    needed_by: date | None = None
    words: str = ""
    doubts: tuple[Doubt, ...] = ()


def read_line(text: str, *, today: date, policy: Policy, known: Mapping[str, Sequence[str]] | None = None) -> Said:
    """Read one line. `known`: values that stand in our data, by the field of a request (industry, region, product).

    >>> from vouch.domain.policy import load
    >>> monday = date(2026, 11, 30)
    >>> known = {"industry": ["Fintech"]}
    >>> said = read_line("Acme needs a fintech CFO by Friday", today=monday, policy=load(), known=known)
    >>> said.buyer, dict(said.like), said.needed_by.isoformat()
    ('Acme', {'industry': 'Fintech', 'role': 'CFO'}, '2026-12-04')
    >>> [doubt.field for doubt in said.doubts]
    ['activity']
    """
    line = " ".join(text.replace("\0", "").split())
    doubts: list[Doubt] = []
    rest, when = line, ""
    if (found := _BY.match(line) or _WITHIN.match(line)) is not None:
        rest, when = found["what"], found["when"]
    buyer = ""
    if (found := _NEEDS.match(rest) or _FOR.match(rest)) is not None:
        buyer, rest = found["buyer"].strip(" ,"), found["what"]
    else:
        doubts.append(Doubt("buyer", "Which company is to hear it? Write “Acme needs ...”."))
    day = read_day(when, today) if when else None
    if not when:
        doubts.append(Doubt("needed_by", "By when? Write “by Friday” or “by 12 Dec”."))
    elif day is None:
        doubts.append(Doubt("needed_by", f"“{when}” could be more than one day, or none. Write it as 12 Dec."))
    elif day < today:
        doubts.append(Doubt("needed_by", f"{day:%-d %b %Y} is past."))
        day = None
    activity = read_activity(rest, policy)
    if not activity:
        doubts.append(
            Doubt("activity", "What is it to be: a call, a quote, a visit? A reference call is taken as meant.")
        )
    like = _like(rest, known or {})
    return Said(
        buyer=buyer, activity=activity, like=like, how_many=_how_many(rest), needed_by=day, words=line,
        doubts=tuple(doubts),
    )  # fmt: skip


def read_day(text: str, today: date) -> date | None:
    """The day that words mean; None where they could mean two, or none.

    >>> monday = date(2026, 11, 30)
    >>> [read_day(word, monday).isoformat() for word in ("tomorrow", "Friday", "12 Dec", "in two weeks", "Jan 5")]
    ['2026-12-01', '2026-12-04', '2026-12-12', '2026-12-14', '2027-01-05']
    >>> [read_day(word, monday) for word in ("Monday", "3/4", "soon", "31 Nov", "next week")]
    [None, None, None, None, None]
    """
    words = " ".join(text.casefold().split())
    named = {"today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2}
    if words in named:
        return today + timedelta(days=named[words])
    if words in ("the end of the month", "end of month", "month end"):
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    plain = words.removeprefix("this ")
    if plain in _DAYS or (len(plain) == 3 and any(day.startswith(plain) for day in _DAYS)):
        ahead = (next(i for i, day in enumerate(_DAYS) if day.startswith(plain[:3])) - today.weekday()) % 7
        return today + timedelta(days=ahead) if ahead else None  # on a Monday, “Monday” is today or in a week
    if (found := _IN.fullmatch(words)) is not None:
        many = {"a": 1, "an": 1, **_NUMBERS}.get(
            found[1], int(found[1]) if found[1].isascii() and found[1].isdigit() else 0
        )
        days = {"day": 1, "week": 7, "month": 30}[found[2]]
        return today + timedelta(days=many * days) if 0 < many <= 366 else None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return _day_month(words, today)


def _day_month(words: str, today: date) -> date | None:
    found = _DAY_MONTH.fullmatch(words.removeprefix("the ").replace(" of ", " "))
    if found is None:
        return None
    number, name = int(found[1] or found[4]), (found[2] or found[3])
    if name[:3] not in _MONTHS:
        return None
    month = _MONTHS.index(name[:3]) + 1
    for year in (int(found[5]),) if found[5] else (today.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if found[5] or day >= today:
            return day
    return None


def read_activity(text: str, policy: Policy) -> str:
    """The rung that is named, the longest name first; a call alone is the reference call."""
    plain = f" {text.casefold()} "
    names = [
        (name, word.casefold())
        for name, rung in policy.ladder.items()
        if not rung.open_invitation
        for word in (name.replace("_", " "), rung.words, *rung.also)
    ]
    for name, word in sorted(names, key=lambda one: -len(one[1])):
        if re.search(rf"\b{re.escape(word)}s?\b", plain):
            return name
    short = {"quote": "private_quote", "call": "reference_call", "visit": "site_visit"}
    return next(
        (name for word, name in short.items() if re.search(rf"\b{word}s?\b", plain) and name in policy.ladder), ""
    )


def _like(text: str, known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    plain = f" {text.casefold()} "
    for name, values in known.items():
        for value in sorted(values, key=len, reverse=True):
            if len(value) > 1 and value.casefold() in plain and re.search(rf"\b{re.escape(value.casefold())}\b", plain):
                found[name] = value
                break
    for size in (1, 2, 3):
        words = re.findall(r"[^\W_]+", text)
        for at in range(len(words) - size + 1):
            run = " ".join(words[at : at + size])
            one = run.rstrip("s") if run.isupper() or run[:-1].isupper() else run
            title = read_title(one)
            if title.role in known_roles() and title.seniority and "role" not in found:
                found["role"] = one
    return found


def _how_many(text: str) -> int:
    first = next(iter(text.split()), "").casefold()
    number = _NUMBERS.get(first, int(first) if first.isascii() and first.isdigit() and len(first) < 3 else 1)
    return number if 1 <= number <= 10 else 1
