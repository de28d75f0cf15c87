"""The link in an invitation: who it is for, and until when it holds. Signed, never stored, used once."""

from __future__ import annotations

from django.core import signing
from django.utils.crypto import salted_hmac

from vouch.domain.errors import Refusal
from vouch.program.colleagues.models import User

_SALT = "vouch.invitation"
DAYS = 14
"""How long an invitation holds."""


def token_for(user: User) -> str:
    """The secret part of their link. It stops working once they joined, were invited anew, or were let go."""
    return signing.dumps([user.pk, _stamp(user)], salt=_SALT)


def user_for(token: str) -> User:
    """Whose invitation this is.

    Raises Refusal for a link that is too old, was used, or was never ours: always the same sentence, which says how
    to get a new one.
    """
    refusal = Refusal(
        "invitation_over",
        f"This invitation holds no more: it was used, or is older than {DAYS} days. "
        "If you have joined, sign in; else ask a colleague who is an administrator for a new one.",
    )
    try:
        pk, stamp = signing.loads(token, salt=_SALT, max_age=DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        raise refusal from None
    user = User.objects.filter(pk=pk, is_active=True, joined_at=None).first()
    if user is None or stamp != _stamp(user):
        raise refusal
    return user


def _stamp(user: User) -> str:
    return salted_hmac(_SALT, f"{user.pk}|{user.email}|{user.password}").hexdigest()[:20]
