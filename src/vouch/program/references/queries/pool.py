"""What is told of people and companies that a request is held against: languages, topics, acts, earlier employers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from vouch.program.asks.models import Ask
from vouch.program.asks.states import WAS_DONE
from vouch.program.consent.models import Limits
from vouch.program.findings.models import Deed, Particular
from vouch.program.history.models import Change
from vouch.program.people.models import Account, Contact, Move, Result
from vouch.program.references.models import Match, Price


@dataclass
class Told:
    """What one person told or did, as far as it says what they can speak of."""

    languages: set[str] = field(default_factory=set)
    were_at: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)


def companies() -> Iterator[tuple[Account, Collection[str]]]:
    """Every customer with what it uses. In two statements."""
    products: dict[str, list[str]] = defaultdict(list)
    for account, value in Particular.objects.filter(kind="product").values_list("account_id", "value"):
        products[account or ""].append(value)
    columns = ("pk", "name", "domain", "parent", "industry", "segment", "employees", "region", "country")
    for row in Account.objects.filter(customer=True).only(*columns).iterator(chunk_size=2000):
        row.industry = row.industry or row.segment
        yield row, products.get(row.pk, ())


def told_of(contacts: Collection[str]) -> dict[str, Told]:
    """What these people told, by id. In a fixed number of statements."""
    found: dict[str, Told] = defaultdict(Told)
    accounts: dict[str, list[str]] = defaultdict(list)
    for pk, account, language in Contact.objects.filter(pk__in=contacts).values_list("pk", "account_id", "language"):
        found[pk].languages |= {language} - {""}
        accounts[account or ""].append(pk)
    for pk, topics, languages in Limits.objects.filter(pk__in=contacts).values_list("pk", "topics", "languages"):
        found[pk].words += [str(one) for one in topics]
        found[pk].languages |= {str(one) for one in languages}
    for pk, words in Deed.objects.filter(contact__in=contacts).values_list("contact_id", "words"):
        found[pk].words.append(words)
    done = Ask.objects.filter(contact__in=contacts, state__in=WAS_DONE)
    for pk, subject, led_to in done.values_list("contact_id", "subject", "led_to"):
        found[pk].words += [subject, led_to]
    for pk, left in Move.objects.filter(contact__in=contacts).values_list("contact_id", "left_id"):
        found[pk].were_at.add(left)
    results = Result.objects.filter(account__in=[one for one in accounts if one], withdrawn_at=None)
    for account, words in results.values_list("account_id", "text"):
        for pk in accounts[account]:
            found[pk].words.append(words)
    return found


def prices() -> dict[str, float]:
    """What using somebody now costs the rest of the quarter, by id; who is not here costs nothing."""
    return dict(Price.objects.values_list("contact_id", "price"))


_MOST = 2000


def newest_change() -> int:
    """The number of the last change there is."""
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


def changed_since(number: int) -> tuple[set[str] | None, int]:
    """Whom the changes after that number may be about, and the number of the last; None for too many to tell apart.

    Who is at the account of an ask is meant with it: it may have as many open as it may have.
    """
    rows = list(Change.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "kind", "object_id")[: _MOST + 1])
    if not rows:
        return set(), number
    if len(rows) > _MOST:
        return None, newest_change()
    by_kind: dict[str, set[str]] = defaultdict(set)
    for _pk, kind, object_id in rows:
        by_kind[kind].add(object_id)
    contacts, accounts = by_kind["contact"], by_kind["account"]
    asks = by_kind["ask"] | set(Match.objects.filter(pk__in=by_kind["match"]).values_list("ask_id", flat=True))
    for contact, account in Ask.objects.filter(pk__in=asks).values_list("contact_id", "account_id"):
        contacts.add(contact)
        accounts.add(account)
    accounts |= set(Contact.objects.filter(pk__in=contacts).exclude(account=None).values_list("account_id", flat=True))
    contacts |= set(Contact.objects.filter(account__in=accounts).values_list("pk", flat=True))
    return contacts, rows[-1][0]
