"""What are somebody's limits, in one line each?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from vouch.domain.policy import Policy
from vouch.web.portal.kinds import kind
from vouch.web.portal.limits.choices import CHANNELS, EVERY, EXPOSURE, FORMATS, NAME
from vouch.web.shared.environment import capital, listed
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.consent.models import Limits, Permission
    from vouch.program.people.models import Contact


@dataclass(frozen=True, kw_only=True)
class Line:
    """One limit: what it is about, what it says, and where it is changed. `set`: somebody set it."""

    what: str
    says: str
    page: str
    act: str = "Change"
    set: bool = True


def summary(
    who: Contact, limits: Limits, permissions: Sequence[Permission], policy: Policy, today: dt.date
) -> list[Line]:
    """The limits of a person, and last what their company says, which they can only read."""
    page = reverse("portal_limits")
    lines = [
        _line("How often", EVERY.get(str(limits.every_days or ""), _days(limits.every_days)), f"{page}#often"),
        _line(
            "How publicly", EXPOSURE.get("" if limits.exposure is None else str(limits.exposure), ""), f"{page}#public"
        ),
        _line("My name", NAME.get(limits.name_use, NAME[""]), f"{page}#name"),
        _line("How", _how(limits), f"{page}#how"),
    ]
    if limits.topics or limits.languages:
        lines.append(
            _line(
                "What about",
                capital("; ".join(filter(None, [listed(limits.topics), listed(limits.languages)]))),
                f"{page}#about",
            )
        )
    if limits.refused:
        kinds = [kind(name, policy) for name in limits.refused]
        lines.append(_line("Never", listed(kinds[:3]) + (" and more" if len(kinds) > 3 else ""), f"{page}#kinds"))
    if limits.paused_until and limits.paused_until >= today:
        lines.append(_line("Pause", f"Until {current().long_day(limits.paused_until)}", f"{page}#pause"))
    if who.account is not None:
        lines.append(Line(what=f"{who.account.name} allows", says=company_line(permissions, policy, today),
                          page=reverse("portal_rules"), act="Read", set=bool(permissions)))  # fmt: skip
    return lines


def company_line(permissions: Sequence[Permission], policy: Policy, today: dt.date) -> str:
    """What a company allows, in a line: “private quotes; asked first: case studies; never: logos”."""
    held = [row for row in permissions if row.until is None or row.until >= today]
    parts = []
    for allowed, lead in (("yes", ""), ("ask_first", "asked first: "), ("never", "never: ")):
        kinds = [_kind(row.activity, policy) for row in held if row.allowed == allowed]
        if kinds:
            parts.append(f"{lead}{listed(kinds[:3])}{' and more' if len(kinds) > 3 else ''}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}" if said else "Nothing was said to us yet"


def _kind(activity: str, policy: Policy) -> str:
    return kind(activity, policy) if activity else "everything"


def _line(what: str, says: str, page: str) -> Line:
    unset = {EVERY[""], EXPOSURE[""], NAME[""], _ANY_WAY}
    return Line(what=what, says=says, page=page, set=says not in unset)


_ANY_WAY = "Any way that suits"


def _days(days: int | None) -> str:
    return f"At most once in {days} days"


def _how(limits: Limits) -> str:
    by = [CHANNELS.get(one, one) for one in limits.channels]
    as_ = [FORMATS.get(one, one) for one in limits.formats]
    said = listed([one.lower() if one else one for one in [*by, *as_]])
    return f"{said[:1].upper()}{said[1:]}".replace("e-mail", "e-mail") if said else _ANY_WAY
