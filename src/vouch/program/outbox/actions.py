"""How is a mail written, sent once more, or let go of?

A mail is written in the transaction of what causes it, under a key of its own: both are kept, or neither, and the same
mail is never written twice. It leaves later: `delivery`.
"""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.outbox.addresses import new_message_id, undeliverable, why_dead
from vouch.program.outbox.delivery import deliver
from vouch.program.outbox.letter import Letter, line
from vouch.program.outbox.models import Message, Undeliverable
from vouch.program.outbox.queries import message


def write(letter: Letter, *, key: str) -> Message:
    """Put a mail into the outbox, in the caller's transaction.

    An address that mail does not reach gets no more: the mail is kept as given up.

    Raises Conflict where a mail of this key was written already: whatever the caller did beside it is to be undone.
    """
    to = line(letter.to, 254)
    dead = why_dead(to)
    try:
        with transaction.atomic():
            return Message.objects.create(
                key=key,
                to=to,
                subject=line(letter.subject),
                text=letter.text,
                html=letter.html,
                attachments=[asdict(one) for one in letter.attachments],
                sender=letter.sender or settings.DEFAULT_FROM_EMAIL,
                contact=letter.contact,
                headers=letter.headers,
                message_id=new_message_id(),
                created_at=timezone.now(),
                failed_at=timezone.now() if dead else None,
                error=dead,
            )
    except IntegrityError:
        raise Conflict("written_already", "This mail was written already.", key=key) from None


def take_back(key: str) -> bool:
    """Take a mail back that has not left, in the caller's transaction; False where it has, or may have."""
    count, _ = Message.objects.filter(key=key, sent_at=None, taken_at=None).delete()
    return bool(count)


def give_up(row: Message, why: str) -> None:
    """Send a mail that has not left no more; it stays in the outbox with the reason."""
    Message.objects.filter(pk=row.pk, sent_at=None, taken_at=None).update(failed_at=timezone.now(), error=why[:300])


def send_again(*, by: User | None, pk: int) -> Message:
    """Try once more to send a mail that waits, was given up, or of which nobody knows whether it left.

    That the address was undeliverable is forgotten: somebody says that it is worth another try.

    Raises NotAllowed; NotFound; Conflict when it has left already or is being sent now; Refusal where no mail server
    is set.
    """
    require(by, "see_outbox")
    if not settings.VOUCH_SMTP:
        raise Refusal(
            "no_mail_server", "No mail server is set, so nothing can be sent. Whoever runs Vouch sets VOUCH_SMTP_URL."
        )
    row = message(pk)
    if row.sent_at:
        raise Conflict("was_sent", "This mail has left already.")
    if not row.text:
        raise Conflict("was_emptied", "The words of this mail are gone. Whatever it was about has to be sent anew.")
    with transaction.atomic():
        Undeliverable.objects.filter(address=row.to.lower()).delete()
        again = {"taken_at": None, "failed_at": None, "not_before": timezone.now(), "error": ""}
        if not Message.objects.filter(pk=pk, sent_at=None, taken_at=row.taken_at).update(**again):
            raise Conflict("being_sent", "Somebody sends this mail at this moment. Look again in a minute.")
    deliver(message(pk))
    row = message(pk)
    with transaction.atomic():
        record(by=by, action="send_mail_again", kind="mail", object_id=row.pk, sent=row.sent_at is not None)
    return row


@transaction.atomic
def settle(*, by: User | None, pk: int, left: bool) -> Message:
    """Say of a mail in doubt whether it left: a killed sender could not.

    Raises NotAllowed; NotFound; Conflict where there is no doubt.
    """
    require(by, "see_outbox")
    now = timezone.now()
    gone = {"sent_at": now, "text": "", "html": "", "attachments": []}
    kept = gone if left else {"failed_at": now, "error": "Given up by a colleague."}
    if not Message.objects.filter(pk=pk, sent_at=None, failed_at=None, taken_at__isnull=False).update(**kept):
        message(pk)
        raise Conflict("no_doubt", "There is no doubt about this mail any more.")
    record(by=by, action="settle_mail", kind="mail", object_id=pk, left=left)
    return message(pk)


@transaction.atomic
def bounced(*, message_id: str, why: str, door: str) -> Message:
    """A mail of ours came back: its address gets no more.

    The mail is known by its Message-ID, which only its reader's servers have seen; so nobody can silence an address by
    making a bounce up.

    Raises BadInput for a mail that is not ours.
    """
    row = Message.objects.filter(message_id=message_id).exclude(message_id="").order_by("-pk").first()
    if row is None:
        raise BadInput("not_our_mail", "This bounce is about a mail that did not leave from here. Nothing was changed.")
    undeliverable(row.to, why)
    Message.objects.filter(pk=row.pk).update(error=line(why, 300), failed_at=timezone.now())
    record(by=None, door=door, action="mail_bounced", kind="mail", object_id=row.pk)
    return row
