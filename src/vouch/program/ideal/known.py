"""Which customers does nobody know well yet, and what is known of them that was there before anybody asked?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Count, Exists, OuterRef, Q

from vouch.domain import stages
from vouch.domain.policy import Policy
from vouch.matching.ideal import Value
from vouch.program.asks.models import Ask
from vouch.program.findings.models import Approach, Deed, Particular, Placement
from vouch.program.people.models import Account, Contact, Role
from vouch.program.people.nominated import approved_traits

YEAR = 365.25
_PARTICULARS = ("product", "breadth", "solved")
_AT_ONCE = 5000


def unknown(policy: Policy) -> list[Account]:
    """Customers where nobody was ever asked, nobody acted, and whose placement is covered little."""
    at = Q(account=OuterRef("pk"))
    by = Q(contact__account=OuterRef("pk"))
    little = Placement.objects.filter(pk=OuterRef("pk"), coverage__lt=policy.ideal.known_well)
    rows = Account.objects.filter(Exists(little), customer=True).select_related("owner")
    rows = rows.exclude(Exists(Ask.objects.filter(at))).exclude(Exists(Approach.objects.filter(by)))
    return list(rows.exclude(Exists(Deed.objects.filter(at))).exclude(Exists(Deed.objects.filter(by))))


def values(rows: Sequence[Account], reads: Collection[str], today: dt.date) -> dict[str, dict[str, Value]]:
    """What is known of each of these accounts: by the names facts are read by, of judged traits by their own.

    `reads`: those that are wanted. What only people or particulars tell is read where it is among them.
    """
    found: dict[str, dict[str, Value]] = {
        row.pk: {
            "industry": row.industry,
            "segment": row.segment,
            "region": row.region,
            "country": row.country,
            "employees": row.employees,
            "tenure": round((today - row.customer_since).days / YEAR, 1) if row.customer_since else None,
        }
        for row in rows
    }
    if "role" in reads:
        for account, roles in _roles(found).items():
            found[account]["role"] = roles
    if wanted := [name for name in _PARTICULARS if name in reads]:
        _add_particulars(found, wanted)
    _add_judged(found)
    return found


def known_values(reads: str, *, limit: int = 12) -> list[str]:
    """The values customers have of a fact, the commonest first: what can be wanted of it."""
    if reads == "role":
        return [role.value.replace("_", " ") for role in stages.Role]
    if reads == "product":
        told = Particular.objects.filter(kind="product").values("value").annotate(n=Count("pk"))
        return [row["value"] for row in told.order_by("-n", "value")[:limit]]
    rows = Account.objects.filter(customer=True).exclude(**{reads: ""}).values(reads).annotate(n=Count("pk"))
    return [row[reads] for row in rows.order_by("-n", reads)[:limit]]


def _roles(wanted: Collection[str]) -> dict[str, set[str]]:
    """The parts people there play: as a source hints, or as a colleague says, who is believed beside it."""
    found: dict[str, set[str]] = {}
    here = Contact.objects.filter(left_on=None)
    hinted = here.exclude(suggested_role="").values_list("account_id", "suggested_role").distinct()
    for account, hint in hinted.iterator():
        if account in wanted:
            found.setdefault(account, set()).add(hint.replace("_", " ").lower())
    said = Role.objects.filter(withdrawn_at=None, until_on=None, contact__left_on=None)
    for account, role in said.values_list("contact__account_id", "role").distinct():
        if account in wanted:
            found.setdefault(account, set()).add(role.replace("_", " "))
    return found


def _add_particulars(found: dict[str, dict[str, Value]], wanted: Sequence[str]) -> None:
    products: dict[str, set[str]] = {}
    rows = Particular.objects.filter(kind__in=wanted).values_list("account_id", "kind", "value")
    for account, kind, value in rows.iterator():
        if account not in found:
            continue
        if kind == "product":
            products.setdefault(account, set()).add(value)
        else:
            found[account][kind] = float(value)
    for account, used in products.items():
        found[account]["product"] = used


def _add_judged(found: dict[str, dict[str, Value]]) -> None:
    nominated = approved_traits()
    people = list(nominated)
    for at in range(0, len(people), _AT_ONCE):
        here = Contact.objects.filter(pk__in=people[at : at + _AT_ONCE], left_on=None)
        for pk, account in here.values_list("pk", "account_id"):
            if account in found:
                for one in nominated[pk]:
                    found[account].update(dict.fromkeys(one.traits, True))
