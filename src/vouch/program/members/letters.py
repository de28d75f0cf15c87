"""What we write to somebody who wants to come in."""

from __future__ import annotations

from django.core.mail import send_mail


def code(*, to: str, name: str, company: str, code: str, minutes: int, address: str) -> None:
    """Send them their code. No link: a code that has to be typed where it was asked for cannot be stolen by one."""
    send_mail(
        f"{code[:3]} {code[3:]} is your code for {company}",
        f"{'Hello ' + name if name else 'Hello'},\n\n"
        f"your code is\n\n    {code[:3]} {code[3:]}\n\n"
        f"Type it on the page where you asked for it ({address}). It holds for {minutes} minutes and works once.\n\n"
        f"If you did not ask for it, do nothing: without the code nobody comes in. "
        f"Nobody at {company} will ever ask you for it.\n",
        None,
        [to],
    )
