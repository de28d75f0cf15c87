"""What is told of people and companies that a request is held against: languages, topics, acts, earlier employers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from vouch.program.asks.models import Ask
from vouch.program.asks.states import WAS_DONE
from vouch.program.consent.models import Limits
from vouch.program.findings.models import Deed, Particular, Placement
from vouch.program.history.models import Change
from vouch.program.people.models import Account, Contact, Move, Result
from vouch.program.references.models import Match, Price


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer's company with what it uses. `sector`: its industry, its segment where that is not known."""

    id: str
    name: str
    domain: str
    parent: str
    sector: str
    employees: int | None
    region: str
    products: Collection[str]


@dataclass
class Told:
    """What people told or did, as far as it says what they can speak of: by person, results by their account."""

    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    were_at: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    results: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def customers() -> Iterator[Customer]:
    """Every customer. In two statements."""
    products: dict[str, list[str]] = defaultdict(list)
    for account, value in Particular.objects.filter(kind="product").values_list("account_id", "value"):
        products[account or ""].append(value)
    rows = Account.objects.filter(customer=True).values_list(
        "pk", "name", "domain", "parent_id", "industry", "segment", "employees", "region", "country"
    )
    for pk, name, domain, parent, industry, segment, employees, region, country in rows.iterator(chunk_size=5000):
        sector = industry or segment
        yield Customer(pk, name, domain, parent or "", sector, employees, region or country, products.get(pk, ()))


def told() -> Told:
    """What everybody told. In as many statements as there are places where it is kept."""
    found = Told()
    spoken = Contact.objects.exclude(language="").values_list("pk", "language")
    for pk, language in spoken.iterator(chunk_size=5000):
        found.languages[pk].add(language)
    for pk, topics, languages in Limits.objects.values_list("pk", "topics", "languages"):
        found.words[pk] += [str(one) for one in topics]
        found.languages[pk].update(str(one) for one in languages)
    for contact, words in Deed.objects.exclude(contact=None).order_by("pk").values_list("contact_id", "words"):
        found.words[contact or ""].append(words)
    done = Ask.objects.filter(state__in=WAS_DONE).order_by("pk")
    for contact, subject, led_to in done.values_list("contact_id", "subject", "led_to"):
        found.words[contact] += [subject, led_to]
    for contact, left in Move.objects.values_list("contact_id", "left_id"):
        found.were_at[contact].add(left)
    for account, words in Result.objects.filter(withdrawn_at=None).order_by("pk").values_list("account_id", "text"):
        found.results[account].append(words)
    return found


def prices() -> dict[str, float]:
    """What using somebody now costs the rest of the quarter, by id; who is not here costs nothing."""
    return dict(Price.objects.values_list("contact_id", "price"))


def placed_people() -> int:
    """How many people have a placement."""
    return Placement.objects.filter(kind="contact").count()


_AT_ONCE = 2000
ERASED = "erase_person"


@dataclass(frozen=True)
class Moment:
    """A point in the history: the number of the last change there was, and when it was made."""

    number: int = 0
    at: dt.datetime | None = None


def newest_change() -> Moment:
    """The last change there is."""
    row = Change.objects.order_by("-id").values_list("id", "at").first()
    return Moment(*row) if row else Moment()


def happened(moment: Moment) -> bool:
    """Whether this moment is one of this history, and not of another that ended elsewhere."""
    return moment.at is not None and Change.objects.filter(pk=moment.number, at=moment.at).exists()


def erased_since(number: int) -> bool:
    """Whether anybody was erased after the change of that number."""
    return Change.objects.filter(pk__gt=number, action=ERASED).exists()


def changed_since(number: int) -> tuple[set[str], int]:
    """Whom the changes after that number may be about, and the number of the last.

    Who is at the account of an ask is meant with it: it may have as many open as it may have.
    """
    about: set[str] = set()
    while True:
        rows = Change.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "kind", "object_id")[:_AT_ONCE]
        by_kind: dict[str, set[str]] = defaultdict(set)
        count = 0
        for pk, kind, object_id in rows:
            by_kind[kind].add(object_id)
            number, count = pk, count + 1
        if count:
            about |= _meant(by_kind)
        if count < _AT_ONCE:
            return about, number


def _meant(by_kind: Mapping[str, set[str]]) -> set[str]:
    contacts, accounts = set(by_kind.get("contact", ())), set(by_kind.get("account", ()))
    matches = by_kind.get("match", ())
    asks = set(by_kind.get("ask", ())) | set(Match.objects.filter(pk__in=matches).values_list("ask_id", flat=True))
    for contact, account in Ask.objects.filter(pk__in=asks).values_list("contact_id", "account_id"):
        contacts.add(contact)
        accounts.add(account)
    accounts |= set(Contact.objects.filter(pk__in=contacts).exclude(account=None).values_list("account_id", flat=True))
    return contacts | set(Contact.objects.filter(account__in=accounts).values_list("pk", flat=True))
