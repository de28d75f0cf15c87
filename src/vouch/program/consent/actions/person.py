"""How is a person's consent kept? Every word stays; only they themselves give back what they took back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from vouch.domain.asking.person import PURPOSES
from vouch.domain.errors import BadInput, Conflict, Fault
from vouch.program.colleagues.models import User
from vouch.program.consent.actions.checks import allow, check_fields, contact_now, single
from vouch.program.consent.models import Consent
from vouch.program.consent.queries import taken_back_themselves
from vouch.program.history.actions import record
from vouch.program.people.models import Contact

STAFF = "staff"


@transaction.atomic
def say_consent(
    *, contact: Contact, purpose: str, given: bool, door: str, by: User | None = None, evidence: str = ""
) -> Consent:
    """Keep one word of a person on one purpose: given, or withdrawn. It counts from this moment on.

    `door` is "portal" or "link" where they said it themselves (`by` is None), "staff" where a colleague heard it (`by`,
    and `evidence` says where). What the person took back themselves no colleague gives back.

    Raises NotAllowed; NotFound; BadInput with the field; Conflict when only the person may say this.
    """
    if (by is None) == (door == STAFF):
        raise Fault("a consent is said by the person at their door, or by a colleague at ours")
    contact = contact_now(contact)
    if purpose not in PURPOSES:
        raise BadInput("no_such_purpose", f"“purpose” is one of {', '.join(PURPOSES)}.", field="purpose")
    row = Consent(contact=contact, purpose=purpose, given=given, door=door, evidence=single(evidence), by=by)
    row.at = timezone.now()
    check_fields(row, ("door", "evidence"))
    if by is not None:
        _heard(row, by, contact)
    row.save(force_insert=True)
    record(
        by=by,
        door="" if by else door,
        action="give_consent" if given else "withdraw_consent",
        kind="contact",
        object_id=contact.pk,
        purpose=purpose,
        consent=row.pk,
    )
    return row


def _heard(row: Consent, by: User, contact: Contact) -> None:
    allow(by, "set_consents", contact)
    if not row.given:
        return
    who, what = contact.name or "This person", PURPOSES[row.purpose]
    if taken_back_themselves(contact.pk, purpose=row.purpose):
        raise Conflict(
            "only_they",
            f"{who} took back their consent to {what} themselves. Only they can give it again, in their portal.",
            purpose=row.purpose,
        )
    if not row.evidence:
        raise BadInput("no_evidence", f"Say where {who} agreed to {what}: a mail, a call, a form.", field="evidence")
