"""The links in our mails: a secret in the address, its digest in the database. Opening one changes nothing.

Scanners open every link of a mail before its reader does, with GET and HEAD, from anywhere, as often as they like. So
`opened` reads and nothing else; what acts takes the secret again, from a POST.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable

from vouch.domain.errors import Refusal
from vouch.program.asks.current import fresh
from vouch.program.asks.models import Ask, Link
from vouch.program.asks.states import LinkKind
from vouch.program.colleagues.models import User

Address = Callable[[str, str], str]
"""Turns the kind of a page and its secret (or key) into its whole address; the doors know addresses, we do not."""

STOP_DAYS = 3 * 365
"""How long "no more invitations" works: a mail that is kept for years says so still."""


def make(
    kind: LinkKind, *, at: dt.datetime, days: int, ask: Ask | None = None, contact: str = "", user: User | None = None
) -> str:
    """Keep a new link, in the caller's transaction. Returns its secret, which nobody can read again."""
    secret = secrets.token_urlsafe(24)
    Link.objects.create(
        digest=digest(secret),
        kind=kind,
        ask=ask,
        contact_id=contact or None,
        user=user,
        made_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    return secret


def opened(secret: str, kind: LinkKind, *, now: dt.datetime) -> Link:
    """The link behind a secret, with its ask. Changes nothing, whoever opens it and however often.

    Raises Refusal: not one of ours, or too old, in words for whoever holds a mail in their hands.
    """
    rows = Link.objects.select_related("ask__proposed_by", "contact", "user")
    link = rows.filter(digest=digest(secret), kind=kind).first()
    if link is None:
        raise Refusal(
            "no_such_link",
            "This link is not one of ours, or lost a piece on the way. Open it from the mail once more, whole.",
        )
    if link.expires_at <= now:
        raise Refusal("link_too_old", f"This link could be used until {link.expires_at:%-d %b %Y}. {_instead(link)}")
    if link.ask is not None:
        link.ask = fresh(link.ask)
    return link


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _instead(link: Link) -> str:
    if link.kind == LinkKind.CLEARANCE:
        return "Sign in to the workspace to see what waits for you."
    who = link.ask.proposed_by if link.ask is not None else None
    return f"Write to {who or 'us'} if you would like to take it up."
