"""What we write to a colleague."""

from __future__ import annotations

from django.core.mail import send_mail

from vouch.program.colleagues.invitations import DAYS
from vouch.program.colleagues.models import User


def invite(user: User, *, by: User | None, company: str, link: str) -> None:
    """Send them their invitation: who invites, to what, until when, and the link that asks before it acts."""
    who = f"{by.name} invites you" if by and by.name else "You are invited"
    send_mail(
        f"{who} to Vouch at {company}",
        f"{'Hello ' + user.name if user.name else 'Hello'},\n\n"
        f"{who} to work with Vouch at {company}. Vouch shows where each customer stands, and why.\n\n"
        f"Open this page to choose your password:\n\n{link}\n\n"
        f"The link holds for {DAYS} days and works once. If you did not expect it, do nothing.\n",
        None,
        [user.email],
    )
