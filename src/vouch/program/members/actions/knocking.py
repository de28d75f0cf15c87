"""How does a customer come in? By an address and six digits sent to it; nobody learns here whom we know.

Whoever types an address gets the same answer: a row is written, counted and compared in the same way for an address
that nobody has, and the page never waits for a mail server. A code works once, for a few minutes and tries, in the
browser that asked for it, and only the newest.
"""

from __future__ import annotations

import datetime as dt
import secrets
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from vouch.domain.errors import BadInput, Refusal
from vouch.program.members import letters
from vouch.program.members.actions.visiting import begin
from vouch.program.members.models import Code
from vouch.program.members.often import count, too_often
from vouch.program.members.who import may_come_in, somebody
from vouch.program.outbox.actions import write
from vouch.program.outbox.aside import deliver_aside
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Contact

MINUTES = 10
"""How long a code holds."""
TRIES = 5
"""How often one may be mistaken with one code."""
CODES_AN_HOUR = 5
"""How many codes an address gets in an hour."""
CLIENT_AN_HOUR = 40
"""How many addresses, and how many codes, one client may try in an hour."""
_KEPT, _HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def knock(*, address: str, client: str, company: str, link: str, today: dt.date) -> str:
    """Somebody wants to come in by this address: send them a code. Returns what names it in their browser.

    `client` is where the request came from, `link` the page that takes the code. An address that nobody has gets the
    same answer and no mail. Raises BadInput for what is no address, Refusal where it was tried too often.
    """
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput(
            "bad_email", "That is not an e-mail address. Write it as name@company.com.", field="email"
        ) from None
    count("client", client, most=CLIENT_AN_HOUR)
    now, keyed = timezone.now(), _keyed("address", address)
    # counted in the rows themselves: what is kept in a cache can be pushed out of it by whoever asks often enough
    if Code.objects.filter(address=keyed, sent_at__gt=now - _HOUR).count() >= CODES_AN_HOUR:
        raise too_often()
    who = somebody(address, today=today)
    nonce, code = secrets.token_urlsafe(16), f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        Code.objects.filter(expires_at__lt=now - _KEPT).delete()
        row = Code.objects.create(
            contact=who,
            nonce=nonce,
            address=keyed,
            digest=_digest(nonce, code),
            sent_at=now,
            expires_at=now + dt.timedelta(minutes=MINUTES),
        )
        if who is not None:
            letter = letters.code(who, code, company=company, minutes=MINUTES, address=link)
            mail = write(letter, key=f"code {row.pk}")
            transaction.on_commit(partial(deliver_aside, mail))
    return nonce


def come_in(*, nonce: str, code: str, client: str, today: dt.date) -> str:
    """Somebody types a code: let them in. Returns the secret of their visit, which only their browser keeps.

    A wrong code counts at once and for good, whatever happens after. Raises BadInput for a wrong one; Refusal for one
    that is over, and where it was tried too often.
    """
    count("code", client, most=CLIENT_AN_HOUR)
    now = timezone.now()
    counted = Code.objects.filter(nonce=nonce, used_at=None, expires_at__gt=now, tries__lt=TRIES).update(
        tries=F("tries") + 1
    )
    row = Code.objects.filter(nonce=nonce).first()
    if not counted or row is None or _newer(row):
        raise Refusal(
            "code_over",
            f"This code holds no more: it was used, tried {TRIES} times, is older than {MINUTES} minutes, or a newer "
            "one was sent. Ask for a new one.",
        )
    right = constant_time_compare(row.digest, _digest(nonce, "".join(code.split())))
    who = present(Contact, row.contact_id, "account", "member")
    if not right or who is None or not may_come_in(who, today=today):
        raise BadInput("wrong_code", "That is not the code. It stands in our newest mail to you.", field="code")
    with transaction.atomic():
        if not Code.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
            raise Refusal("code_over", "This code was used a moment ago. Ask for a new one.")
        return begin(contact=who)


def _newer(row: Code) -> bool:
    return Code.objects.filter(address=row.address, pk__gt=row.pk).exists()


def _digest(nonce: str, code: str) -> str:
    return _keyed("code", f"{nonce}:{code}")


def _keyed(what: str, value: str) -> str:
    return salted_hmac(f"vouch.portal.{what}", value, algorithm="sha256").hexdigest()
