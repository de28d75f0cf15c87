"""Who is known, by id, by name, by owner; and what has staff entered about them?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import CharField, F, Q, QuerySet, Value

from vouch.domain.errors import NotFound
from vouch.program.people.folding import fold
from vouch.program.people.identity.queries import every_id, with_heads
from vouch.program.people.models import Account, Confirmation, Contact, Entry, Owner
from vouch.program.people.naming import named_like
from vouch.program.people.personality.queries import PersonalityNow, personalities, personality

__all__ = [
    "Choices", "Hit", "PersonalityNow", "account", "by_source", "choices", "confirmations", "contact", "contacts_of",
    "entries", "entry", "owner_choices", "people_at", "personalities", "personality", "search", "several_contacts",
    "worth_most",
]  # fmt: skip

E = TypeVar("E", bound=Entry)
M = TypeVar("M", Account, Contact)


def owner_choices() -> list[tuple[str, str]]:
    """Every owner of the CRM as (id, name), by name."""
    return [(row.id, row.name) for row in Owner.objects.order_by("name", "id").only("id", "name")]


def account(pk: str) -> Account:
    """One account with its owner. Raises NotFound."""
    row = Account.objects.select_related("owner").filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_account", "There is no such customer. It may have left with the batch it came in.")
    return row


def contact(pk: str) -> Contact:
    """One person with their account and its owner. Raises NotFound."""
    row = Contact.objects.select_related("account__owner", "owner").filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_contact", "There is no such person. They may have been erased.")
    return row


def by_source(ids: Collection[tuple[str, str]]) -> dict[tuple[str, str], Account]:
    """The accounts that go by these (system, id) pairs in a source, by pair; those nobody knows are left out."""
    rows = Account.objects.filter(source_id__in={id_ for _system, id_ in ids})
    found = {(row.system, row.source_id): row for row in rows}
    for one in set(ids) - found.keys():
        # an export of our own format may name an account by another system's id
        match = next((row for row in rows if row.source_id == one[1]), None)
        if match is not None:
            found[one] = match
    return {pair: row for pair, row in found.items() if pair in ids}


def worth_most(ids: Collection[str], *, limit: int = 6) -> Sequence[Account]:
    """Those of these accounts that pay most a year, most first; those whose value nobody knows come last."""
    wanted, found = set(ids), []
    rows = Account.objects.filter(customer=True).order_by(F("yearly_value").desc(nulls_last=True), "folded", "id")
    for row in rows.iterator(chunk_size=500):
        if row.pk in wanted:
            found.append(row)
            if len(found) == limit:
                break
    return found


def contacts_of(pk: str, *, limit: int = 500) -> Sequence[Contact]:
    """The people of an account, by name; those who left come last."""
    rows = Contact.objects.filter(account_id=pk).select_related("placement")
    return list(rows.order_by("left_on", "folded", "id")[:limit])


@dataclass(frozen=True)
class Choices:
    """What a list of accounts can be narrowed to."""

    segments: list[str]
    regions: list[str]
    countries: list[str]
    owners: list[tuple[str, str]]


def choices() -> Choices:
    """The segments, regions, countries and owners that customers have. Two statements."""
    customers = Account.objects.filter(customer=True)

    def distinct(name: str) -> QuerySet[Account, Any]:
        rows = customers.exclude(**{name: ""}).annotate(of=Value(name, output_field=CharField()), value=F(name))
        return rows.order_by().values_list("of", "value").distinct()

    found: dict[str, list[str]] = {"segment": [], "region": [], "country": []}
    for of, value in sorted(distinct("segment").union(distinct("region"), distinct("country"))):
        found[of].append(value)
    used = Owner.objects.filter(pk__in=customers.values("owner_id")).order_by("name", "id")
    return Choices(found["segment"], found["region"], found["country"], [(row.id, row.name) for row in used])


@dataclass(frozen=True)
class Hit:
    """Something that a search found: `kind` is account or contact; `beside` says where."""

    kind: str
    id: str
    name: str
    beside: str


def search(text: str, *, owner: str | None = None, limit: int = 20) -> list[Hit]:
    """The accounts and people whose names have words that begin like those of the text, accounts first.

    `owner`: only people at customers of this owner (nobody, where it is empty); None: everybody.

    Fewer than two letters find nothing. An e-mail address or a source's id finds whom it belongs to.
    """
    words = fold(text[:200]).split()
    if sum(map(len, words)) < 2:
        return []
    exact = Q(source_id=text.strip())
    accounts = [
        *Account.objects.filter(exact)[:limit],
        *_named(Account.objects.all(), "a", words, ("-customer",), limit),
    ]
    people = Contact.objects.select_related("account")
    if owner is not None:
        people = people.filter(account__owner=owner) if owner else people.none()
    address = Q(email=text.strip().lower())
    contacts = [*people.filter(exact | address)[:limit], *_named(people, "c", words, (), limit)]
    found: dict[str, Hit] = {}
    for one in accounts:
        found.setdefault(one.id, Hit("account", one.id, one.name, one.country))
    for person in contacts:
        where = person.account.name if person.account_id and person.account else ""
        found.setdefault(person.id, Hit("contact", person.id, person.name or person.email, where))
    return list(found.values())[: 2 * limit]


def _named(rows: QuerySet[M], kind: str, words: Sequence[str], before: tuple[str, ...], limit: int) -> list[M]:
    """Those in whose names every word begins a word, by name. Ids are found first, in an index that has the names."""
    named = Q()
    for word in words:
        named &= Q(folded__startswith=word) | Q(folded__contains=f" {word}")
    order, bare = (*before, "folded", "id"), rows.select_related(None).filter(named)
    few = named_like(kind, words)
    if few is not None:
        bare = bare.filter(pk__in=few)
    ids = list(bare.order_by(*order).values_list("id", flat=True)[:limit]) if few != [] else []
    return list(rows.filter(pk__in=ids).order_by(*order)) if ids else []


def entries(
    model: type[E], *, account: str = "", contact: str = "", withdrawn: bool = False, limit: int = 200
) -> Sequence[E]:
    """What staff entered of one kind about one account or person, newest first, with its authors."""
    rows = model._default_manager.select_related("author", "contact").filter(withdrawn_at__isnull=not withdrawn)
    if account:
        rows = rows.filter(account_id__in=every_id(Account, account))
    if contact:
        rows = rows.filter(contact_id__in=every_id(Contact, contact))
    return list(rows.order_by("-created_at", "key")[:limit])


def entry(model: type[E], key: str) -> E:
    """One entry. Raises NotFound."""
    row = model._default_manager.select_related("author", "account", "contact").filter(pk=key).first()
    if row is None:
        raise NotFound("no_such_entry", "There is no such entry.")
    return row


def confirmations(key: str) -> Sequence[Confirmation]:
    """Every question that was asked about an entry, newest first."""
    return list(Confirmation.objects.select_related("asked_by").filter(entry=key).order_by("-asked_at"))


def several_contacts(ids: Collection[str]) -> Sequence[Contact]:
    """These people with where they stand, their account and its owner, by company and name; unknown ones left out."""
    rows = Contact._base_manager.select_related("account__owner", "placement").order_by(
        "account__folded", "folded", "id"
    )
    return [row for row in with_heads(rows, ids) if not row.stands_in_id]


def people_at(accounts: Collection[str], *, limit: int = 400) -> Sequence[Contact]:
    """Those who still work at these accounts, by company and name, with where they stand."""
    rows = Contact.objects.select_related("account__owner", "placement").filter(
        account_id__in=accounts, left_on__isnull=True
    )
    return list(rows.order_by("account__folded", "folded", "id")[:limit])
