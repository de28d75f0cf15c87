"""How does a customer confirm a promise or a result? By a link that asks, and a POST that answers."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Refusal
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.models import Confirmation, Contact, Promise, Result

DAYS = 30
"""How long a question can be answered."""


@transaction.atomic
def ask_confirmation(
    *,
    by: User,
    entry: Promise | Result,
    to_name: str,
    to_email: str,
    company: str,
    link: Callable[[str], str],
    contact: Contact | None = None,
) -> Confirmation:
    """Ask somebody at the customer by mail whether it is so. The mail leaves once the question is kept.

    `link` turns the secret into the address of the page that asks. Raises NotAllowed; BadInput for a bad address or
    an open promise, of which there is nothing to confirm yet.
    """
    owner = entry.account.owner_id if entry.account else None
    require(by, "ask_confirmation", owner=owner or "")
    to_email = to_email.strip().lower()
    try:
        validate_email(to_email)
    except ValidationError:
        raise BadInput("bad_email", f"“{to_email}” is not an e-mail address.", field="to_email") from None
    if isinstance(entry, Promise) and entry.status == "open":
        raise BadInput("still_open", "The promise is still open. Say how it went, then ask.", field="status")
    secret = secrets.token_urlsafe(24)
    now = timezone.now()
    question = Confirmation.objects.create(
        digest=digest(secret),
        fact=entry.fact,
        entry=entry.key,
        entry_version=entry.version,
        to_name=to_name.strip(),
        to_email=to_email,
        contact=contact.pk if contact else "",
        asked_by=by,
        asked_at=now,
        expires_at=now + dt.timedelta(days=DAYS),
    )
    record(by=by, action="ask_confirmation", kind=entry.fact, object_id=entry.key, confirmation=question.pk)
    transaction.on_commit(partial(_post, question, entry, by, company, link(secret)))
    return question


@transaction.atomic
def answer(*, secret: str, answer: str, words: str = "", today: dt.date) -> Confirmation:
    """Keep what the customer said, once.

    A yes signs the entry off, in their name, as of `today` in the company's zone. A no takes our word back: the
    promise is open again, the result is withdrawn; a colleague can write down what is right.

    Raises Refusal when the link was used, is too old, was never ours, or what it asks about has changed since.
    """
    question = open_question(secret, lock=True)
    entry = entry_of(question, lock=True)
    if answer not in {"yes", "no"}:
        raise BadInput("yes_or_no", "Answer yes or no.", field="answer")
    now = timezone.now()
    question.answered_at, question.answer, question.words = now, answer, words.strip()[:1000]
    question.save(update_fields=["answered_at", "answer", "words"])
    if answer == "yes":
        entry.signed_off_on, entry.signed_off_by = today, question.to_name or question.to_email
    else:
        entry.signed_off_on, entry.signed_off_by = None, ""
        if isinstance(entry, Promise):
            entry.status, entry.decided_on = "open", None
        else:
            entry.withdrawn_at = now
    entry.version += 1
    entry.changed_at = now
    entry.save()
    record(
        by=None,
        door="customer",
        action="answer_confirmation",
        kind=question.fact,
        object_id=entry.key,
        confirmation=question.pk,
        answer=answer,
    )
    return question


def open_question(secret: str, *, lock: bool = False) -> Confirmation:
    """The question behind a link that can still be answered. Raises Refusal with what to do instead."""
    rows = Confirmation.objects.select_related("asked_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    question = rows.filter(digest=digest(secret)).first()
    if question is None:
        raise Refusal(
            "no_such_question",
            "This link is not one of ours, or lost a piece on the way. Open it once more from the mail.",
        )
    if question.answered_at:
        raise Refusal("answered", "You have answered this already. Thank you.")
    if question.expires_at <= timezone.now():
        raise Refusal("too_old", f"This question was open for {DAYS} days. Ask {question.asked_by} for a new link.")
    if entry_of(question).version != question.entry_version:
        raise Refusal("changed_since", f"What this asks about has changed. Ask {question.asked_by} for a new link.")
    return question


def entry_of(question: Confirmation, *, lock: bool = False) -> Promise | Result:
    """What a question asks about. Raises Refusal when it was withdrawn."""
    model: type[Promise] | type[Result] = Promise if question.fact == "promises" else Result
    rows = model._default_manager.filter(pk=question.entry, withdrawn_at=None)
    entry = (rows.select_for_update() if lock else rows.select_related("account")).first()
    if entry is None:
        raise Refusal("withdrawn", f"This question was taken back by {question.asked_by}.")
    return entry


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _post(question: Confirmation, entry: Promise | Result, by: User, company: str, address: str) -> None:
    greeting = f"Hello {question.to_name}" if question.to_name else "Hello"
    send_mail(
        f"Is this right? A question from {by.name or company}",
        f"{greeting},\n\n{by.name or 'A colleague'} at {company} wrote down:\n\n    {entry.text}\n\n"
        f"Is it so? This page asks, and takes a yes or a no:\n\n{address}\n\n"
        f"The link can be used for {DAYS} days. Nothing happens if you do nothing.\n",
        None,
        [question.to_email],
    )
