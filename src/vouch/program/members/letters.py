"""What we write to somebody who wants to come in."""

from __future__ import annotations

from vouch.program.outbox.letter import Letter
from vouch.program.people.models import Contact


def code(who: Contact, code: str, *, company: str, minutes: int, address: str) -> Letter:
    """Their code. No link: a code that has to be typed where it was asked for cannot be stolen by one."""
    digits = f"{code[:3]} {code[3:]}"
    return Letter(
        to=who.email,
        subject=f"{digits} is your code for {company}",
        text=f"{'Hello ' + who.name if who.name else 'Hello'},\n\n"
        f"your code is\n\n    {digits}\n\n"
        f"Type it on the page where you asked for it ({address}). It holds for {minutes} minutes and works once.\n\n"
        f"If you did not ask for it, do nothing: without the code nobody comes in. "
        f"Nobody at {company} will ever ask you for it.\n",
        contact=who.pk,
        headers={"Auto-Submitted": "auto-generated"},
    )
