"""What should whoever approves a nomination look at twice? Signs, in sentences; none of them is a verdict."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from vouch.domain.policy.nominations import Nominations


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody put forward: by whom (an id), when, and of which company. `relation` is empty where none is declared."""

    key: str
    by: str
    contact: str
    account: str
    on: date
    relation: str = ""
    refused: bool = False


@dataclass(frozen=True)
class Sign:
    """Something to look at twice: its code, and the sentence."""

    code: str
    sentence: str


def signs(
    one: Named,
    others: Collection[Named],
    *,
    nominator: str,
    person: str,
    colleagues: dict[str, str],
    policy: Nominations,
    today: date,
) -> tuple[Sign, ...]:
    """What stands out about a nomination, the gravest first.

    `others`: whatever else this colleague nominated, and whoever else nominated this person; `nominator` and `person`
    are their names, as people write them; `colleagues` the names of the authors of `others` by id.
    """
    found = []
    if one.relation in RELATIONS:
        found.append(Sign("declared", f"{nominator} says that they are {RELATIONS[one.relation]}."))
    if one.contact and _surname(nominator) and _surname(nominator) == _surname(person):
        found.append(Sign("surname", f"{nominator} and {person} have the same surname. It may mean nothing: ask."))
    own = [other for other in (*others, one) if other.by == one.by]
    since = today - timedelta(days=policy.many_days)
    lately = sum(1 for other in own if other.on > since)
    if lately >= policy.many:
        found.append(
            Sign("many", f"{nominator} put {lately} people forward within {policy.many_days} days. Are all as good?")
        )
    if len(own) >= policy.one_account and len({other.account for other in own}) == 1:
        found.append(Sign("one_account", f"All {len(own)} whom {nominator} put forward are of this one company."))
    again = [other for other in others if one.contact and other.contact == one.contact]
    if again:
        who = sorted({colleagues.get(other.by, "somebody") for other in again})
        times = "once" if len(again) == 1 else f"{len(again)} times"
        no = " It was not approved then." if any(other.refused for other in again) else ""
        found.append(Sign("again", f"Was put forward {times} before, by {' and '.join(who)}.{no}"))
    return tuple(found)


RELATIONS: dict[str, str] = {
    "friend": "friends",
    "relative": "relatives",
    "money": "tied by money or business of their own",
}
"""What two people may be to each other beyond work, as a sentence says it."""


def _surname(name: str) -> str:
    """The last word of a name of at least two, to compare by.

    >>> _surname("Ana  NOVAK"), _surname("Ana")
    ('novak', '')
    """
    words = name.casefold().split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 1 else ""
