"""Which people may be the same? By address, by name at one company, by name and a sign that they moved."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby, permutations
from typing import NamedTuple

from vouch.insight.identity.alike.names import ALIKE, is_short_for, likeness, mailbox_words, person_words
from vouch.insight.identity.alike.pairs import Pair, blocks, compared

MOST = 12
"""So many people of one word of a name at one company are looked at in pairs."""
NAMESAKES = 3
"""A full name that more people have over all companies is a usual name, and says nothing."""
LEAST = 60


class Someone(NamedTuple):
    """A person as they are compared. `account` is where they work now or worked last; `left` says that they left.

    `recorded` is false for somebody known by an address alone.
    """

    id: str
    name: str
    email: str = ""
    account: str = ""
    title: str = ""
    left: bool = False
    recorded: bool = True


def alike_people(people: Sequence[Someone], shared: frozenset[str] = frozenset()) -> list[Pair]:
    """Pairs of people who may be one, the likeliest first. `shared`: mailboxes such as info, which are nobody's."""

    def addressed(one: Someone) -> Iterator[Hashable]:
        if one.email and one.email.partition("@")[0] not in shared:
            yield one.email

    def named(one: Someone) -> Iterator[Hashable]:
        if len(called := _called(one)) > 1:
            yield " ".join(sorted(called))

    def groups() -> Iterator[Sequence[Someone]]:  # one table of keys at a time
        yield from blocks(people, addressed, most=NAMESAKES)
        yield from _at_one_company(people)
        yield from blocks(people, named, most=NAMESAKES)

    return compared(groups(), lambda one: one.id, _compare)


def _called(one: Someone) -> tuple[str, ...]:
    return person_words(one.name) if one.recorded and "@" not in one.name else mailbox_words(one.email)


def _at_one_company(people: Sequence[Someone]) -> Iterator[Sequence[Someone]]:
    """Those who share a word of their names, company by company: no table of everybody's words, of half a million."""
    for _account, there in groupby(sorted(people, key=lambda one: one.account), key=lambda one: one.account):
        yield from blocks(there, _at_work, most=MOST)


def _at_work(one: Someone) -> Iterator[Hashable]:
    called = _called(one)
    if one.account and len(called) > 1:
        yield one.account, "last", called[-1]
        yield one.account, "first", called[0]


def _compare(one: Someone, other: Someone) -> tuple[int, tuple[str, ...]] | None:
    names = _called(one), _called(other)
    full = min(map(len, names)) > 1
    near = likeness(*names) if full else 0.0
    short = full and is_short_for(*names)
    at_work = bool(one.account) and one.account == other.account
    score, reasons = 0, []
    if one.email and one.email == other.email:
        score += 70
        reasons.append("same_address")
    if near == 100:
        score += 50
        reasons.append("same_name" if one.recorded and other.recorded else "address_reads_like_name")
    elif near >= ALIKE:
        score += 35
        reasons.append("name_alike")
    elif short:
        score += 30
        reasons.append("short_name")
    if not reasons:
        return None
    if at_work:
        score += 35
        reasons.append("same_company")
    elif near == 100:
        score += _moved(one, other, reasons)
    return (min(score, 100), tuple(reasons)) if score >= LEAST else None


def _unusual(one: Someone) -> bool:
    """Whether an address says more than the name once more; nobody can tell of a name in another alphabet."""
    mailbox = set(mailbox_words(one.email))
    return bool(mailbox) and all(word.isascii() for word in _called(one)) and not mailbox <= set(_initials(one))


def _initials(one: Someone) -> Iterator[str]:
    """The words that companies make of a name for an address: ana, silva, asilva, as, anasilva, silvaana ..."""
    called = _called(one)
    yield from called
    yield "".join(word[0] for word in called)
    for first, second in permutations(called, 2):
        yield first + second
        yield first[0] + second
        yield first + second[0]


def _moved(one: Someone, other: Someone, reasons: list[str]) -> int:
    """What speaks for one person at two companies, beside the name: by the name alone nobody is proposed."""
    score = 0
    if one.left != other.left:
        score += 20
        reasons.append("left_there")
    if one.title and one.title.casefold() == other.title.casefold():
        score += 8
        reasons.append("same_title")
    if one.recorded and other.recorded and _unusual(one) and mailbox_words(one.email) == mailbox_words(other.email):
        score += 25
        reasons.append("same_mailbox_name")
    if not one.account or not other.account:
        score += 15
        reasons.append("company_not_known")
    return score
