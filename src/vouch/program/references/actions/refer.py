"""A customer introduces somebody elsewhere. Who of us follows it, what came of it, and how are they thanked?

An address is kept only where they say that the one they introduce knows of it; else they get a text to forward.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.domain.policy import Policy
from vouch.domain.wording import stopped
from vouch.program.asks.actions.finish import finished
from vouch.program.asks.days import moment_on
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.history.actions import record
from vouch.program.history.models import Change
from vouch.program.outbox.actions import write
from vouch.program.people.actions import enter_act
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact
from vouch.program.references import letters
from vouch.program.references.actions.fields import said_whole
from vouch.program.references.models import Deal, Referral
from vouch.program.references.queries.mail import may_be_mailed
from vouch.program.references.states import Fate

RUNG = "referral"
"""The activity type of an introduction."""
MOST_A_DAY = 10
_UNDER_WAY = (AskState.INVITED, AskState.ACCEPTED)


@transaction.atomic
def introduce(
    *,
    contact: Contact,
    name: str,
    company: str = "",
    email: str = "",
    agreed: bool = False,
    note: str = "",
    door: str = "portal",
    policy: Policy,
    today: dt.date,
) -> Referral:
    """Keep whom a customer introduces. Where they were invited to introduce somebody, that is done with it.

    Raises NotFound; BadInput with the field (an address without the other's yes, no name); Conflict where they
    introduced the same one already, or very many in a day.
    """
    person = present(Contact, contact.pk, "account")
    if person is None:
        raise NotFound("no_such_contact", "There is no such person any more.")
    kept = {"name": _line(name, "name", 255), "company": _line(company, "company", 255)}
    if len(kept["name"]) < 2:
        raise BadInput("no_name", "Say who it is.", field="name")
    kept["email"] = _email(email, agreed)
    kept["note"] = note.replace("\0", "").strip()
    if len(kept["note"]) > 1000:
        raise BadInput("too_long", "At most 1,000 letters are kept. Say it shorter.", field="note")
    own = Referral.objects.filter(contact__in=ids_of(person))
    same = Q(name__iexact=kept["name"], company__iexact=kept["company"])
    if kept["email"]:
        same |= Q(email__iexact=kept["email"])
    if own.filter(same).exists():
        raise Conflict("introduced_already", f"You have introduced {kept['name']} already. Thank you.")
    at = moment_on(today, policy)
    if own.filter(at__gte=at - dt.timedelta(days=1)).count() >= MOST_A_DAY:
        raise Conflict("too_many", "These are many for one day. Write to us, and we take them up together.")
    asks = Ask.objects.filter(contact__in=ids_of(person), activity=RUNG, state__in=_UNDER_WAY)
    ask = asks.order_by("-invited_at").first()
    row = Referral.objects.create(contact=person, ask=ask, agreed=agreed, at=at, changed_at=at, **kept)
    record(by=None, door=door, action="introduce", kind="contact", object_id=person.pk, referral=row.pk)
    if ask is not None:
        finished(by=None, ask=ask, done_on=today, words="They introduced somebody.", door=door)
    return row


@transaction.atomic
def follow_referral(
    *, by: User, referral: Referral, colleague: User | None = None, door: str = "workspace"
) -> Referral:
    """Take an introduction up, or give it to a colleague. Raises NotAllowed; NotFound; BadInput `colleague`."""
    row = _theirs(by, referral)
    whom = colleague or by
    if not may(whom, "follow_referrals"):
        raise BadInput(
            "cannot_follow", f"{whom} cannot follow introductions. Choose somebody who can.", field="colleague"
        )
    Referral.objects.filter(pk=row.pk).update(follows=whom)
    record(by=by, door=door, action="follow_referral", kind="referral", object_id=row.pk, follows=whom.pk)
    return _fresh(row)


@transaction.atomic
def set_fate(
    *,
    by: User,
    referral: Referral,
    fate: str,
    deal: str = "",
    words: str = "",
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
) -> Referral:
    """Say what came of an introduction; the customer reads it on their page. `words` are for us alone.

    One that fits is an act of the customer's, written down once.

    Raises NotAllowed; NotFound; BadInput with the field.
    """
    row = _theirs(by, referral)
    if fate not in Fate.values:
        raise BadInput("bad_fate", f"What came of it is one of: {', '.join(map(str, Fate.labels))}.", field="fate")
    if deal and not Deal.objects.filter(pk=deal).exists():
        raise BadInput("no_such_deal", "There is no such deal among those that were imported.", field="deal")
    at = moment_on(today, policy)
    first = row.fate in (Fate.NEW, Fate.DISQUALIFIED, Fate.LOST) and fate in (Fate.QUALIFIED, Fate.WON)
    changes = {"fate": fate, "deal": deal or row.deal, "words": said_whole(words, most=500), "changed_at": at}
    Referral.objects.filter(pk=row.pk).update(follows=row.follows or by, **changes)
    record(by=by, door=door, action="referral_fate", kind="referral", object_id=row.pk, fate=fate)
    owner = row.contact.account.owner_id if row.contact.account else ""
    if first and row.ask_id is None and not _written(row) and may(by, "enter_acts", owner=owner or ""):
        act = enter_act(by=by, activity_type=RUNG, done_at=row.at, contact=row.contact, account=row.contact.account,
                        prompted="unprompted", text="Introduced somebody elsewhere.")  # fmt: skip
        record(by=by, door=door, action="referral_act", kind="referral", object_id=row.pk, act=act.pk)
    return _fresh(row)


@transaction.atomic
def thank_for_referral(
    *, by: User, referral: Referral, words: str, door: str = "workspace", policy: Policy, today: dt.date
) -> Referral:
    """Thank a customer for an introduction, in these words, and by mail where they want mail. Once.

    Raises NotAllowed; NotFound; BadInput `words`; Conflict where they were thanked.
    """
    row = _theirs(by, referral)
    plain = said_whole(words, most=1000, lines=True)
    if not plain:
        raise BadInput("no_words", "Say thank you in a few words.", field="words")
    sentence = stopped(plain)[1]
    if sentence:
        raise BadInput("wording", sentence, field="words")
    at = moment_on(today, policy)
    if not Referral.objects.filter(pk=row.pk, told_at=None).update(told_at=at):
        raise Conflict("thanked_already", "They were thanked for it already.")
    record(by=by, door=door, action="thank_for_referral", kind="referral", object_id=row.pk)
    if may_be_mailed(row.contact, today):
        said = letters.Words(subject=f"Thank you for introducing {row.name}", says=[plain])
        write(letters.to_customer(said, row.contact, by=by, policy=policy), key=f"referral thanks {row.pk}")
    return _fresh(row)


def _theirs(by: User, referral: Referral) -> Referral:
    row = Referral.objects.select_related("contact__account", "follows").filter(pk=referral.pk).first()
    if row is None:
        raise NotFound("no_such_referral", "There is no such introduction any more.")
    account = row.contact.account
    if row.follows_id != by.pk:
        require(by, "follow_referrals", owner=(account.owner_id if account else None) or "")
    return row


def _fresh(row: Referral) -> Referral:
    return Referral.objects.select_related("contact__account", "follows").get(pk=row.pk)


def _written(row: Referral) -> bool:
    return Change.objects.filter(kind="referral", object_id=row.pk, action="referral_act").exists()


def _line(text: str, field: str, most: int) -> str:
    plain = " ".join(text.replace("\0", "").split())
    if len(plain) > most:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most {most} are kept.", field=field)
    return plain


def _email(email: str, agreed: bool) -> str:
    plain = email.strip().lower()
    if not plain:
        return ""
    if not agreed:
        raise BadInput(
            "not_agreed", "Say that they know of it, or leave their address out: there is a text you can forward.",
            field="agreed",
        )  # fmt: skip
    try:
        validate_email(plain)
    except ValidationError:
        raise BadInput("bad_email", f"“{plain}” is no e-mail address.", field="email") from None
    return plain
