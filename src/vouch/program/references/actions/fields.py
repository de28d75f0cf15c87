"""What somebody filled in, field by field: what it means, or why it cannot be and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from vouch.domain.errors import BadInput
from vouch.program.people.folding import fold
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Account
from vouch.program.references.models import Deal

MOST_WORDS = 10_000
_LONG = {"buyer": 255, "buyer_name": 255, "buyer_email": 254, "buyer_zone": 48, "language": 32}


def deal_meant(key: str) -> Deal | None:
    """The deal of this id. Raises BadInput."""
    if not key:
        return None
    found = Deal.objects.select_related("account").filter(pk=key).first()
    if found is None:
        raise BadInput(
            "no_such_deal", "There is no such deal among those that were imported. Pick another, or name the buyer.",
            field="deal",
        )  # fmt: skip
    return found


def account_meant(pk: str) -> Account | None:
    """The company of this id. Raises BadInput."""
    found = present(Account, pk) if pk else None
    if pk and found is None:
        raise BadInput("no_such_account", "There is no such company. Write its name instead.", field="account")
    return found


def rivals_meant(names: Sequence[str]) -> list[str]:
    """The ids of the customers called so; every one of a name is meant."""
    found: list[str] = []
    for name in dict.fromkeys(" ".join(one.split()) for one in names):
        if not name:
            continue
        ids = list(Account.objects.filter(folded=fold(name)).order_by("pk").values_list("pk", flat=True)[:20])
        if not ids:
            raise BadInput(
                "no_such_rival", f"No company is called “{name}” here. Write it as its page has it, or leave it out.",
                field="rivals",
            )  # fmt: skip
        found += ids
    return found[:100]


def likeness(name: str, value: str | int | None) -> str | int | None:
    """What the person who would fit should be like, in one field. Raises BadInput."""
    if name != "employees":
        return one_line(name, str(value or ""))
    if value in (None, ""):
        return None
    try:
        number = int(str(value).strip())
    except ValueError:
        number = 0
    if not 1 <= number <= 10_000_000:
        raise BadInput("employees", "Size is the number of people who work there: a whole number.", field="employees")
    return number


def long_words(text: str) -> str:
    """A text of several lines, whole. Raises BadInput where it is too long."""
    return said_whole(text, most=MOST_WORDS, lines=True)


def said_whole(text: str, *, most: int, field: str = "words", lines: bool = False) -> str:
    """What somebody said in a few words, whole: in one line, or as they broke it. Raises BadInput if it is longer."""
    plain = text.replace("\0", "").replace("\r\n", "\n").strip()  # a browser breaks lines with two signs
    plain = plain if lines else " ".join(plain.split())
    if len(plain) > most:
        raise BadInput(
            "too_long", f"These are {len(plain):,} letters; at most {most:,} are kept. Say it shorter.", field=field
        )
    return plain


def one_line(name: str, text: str) -> str:
    """A text in one line. Raises BadInput where it is too long."""
    return said_whole(text, most=_LONG.get(name, 120), field=name)


def address_of(text: str) -> str:
    """An e-mail address. Raises BadInput."""
    try:
        validate_email(text)
    except ValidationError:
        raise BadInput("bad_email", f"“{text}” is no e-mail address.", field="buyer_email") from None
    return text
