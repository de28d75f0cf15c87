"""What is a mail before it is sent? Its reader, its words in text and HTML, and the lines of its head.

What customers and colleagues typed ends up in heads of mails, in HTML and beside Arabic or Hebrew names. `line` makes a
head's line of it: one line, no control signs, nothing that turns the rest of the line round. The templates escape.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

_PROGRAM = Path(__file__).parent.parent
_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that change the direction of what follows."""

_paper = Environment(
    loader=FileSystemLoader(_PROGRAM),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that goes with a mail: its name, its type as mails say it (`text/calendar; method=REQUEST`), its text."""

    name: str
    type: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail to one reader. `contact`: the customer it goes to; empty for a colleague."""

    to: str
    subject: str
    text: str
    html: str = ""
    sender: str = ""
    contact: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


def render(template: str, **context: Any) -> str:
    """The words of a template of ours, by its path under `program`; HTML is escaped, text is as it is."""
    text = _paper.get_template(template).render(**context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def line(text: str, most: int = 200) -> str:
    """`text` as one line of a mail's head.

    >>> line("Hello\\r\\nBcc: everyone@example.com")
    'Hello Bcc: everyone@example.com'
    """
    kept = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in text)
    plain = " ".join("".join(sign for sign in kept if sign not in _TURNS).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def sender(name: str) -> str:
    """Our address, with the name of whoever writes."""
    _ours, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((line(name, 70), address))


def reply_to(name: str, address: str) -> dict[str, str]:
    """The line of the head that brings an answer to a colleague."""
    return {"Reply-To": formataddr((line(name, 70), address))}


def stop_in_one_click(address: str) -> dict[str, str]:
    """The lines of the head by which a mail program offers to stop further mail (RFC 8058)."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _paragraphs(text: str) -> Markup:
    parts = [part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if part.strip()]
    return Markup("").join(
        Markup('<p dir="auto">{}</p>').format(Markup("<br>").join(escape(one) for one in part.split("\n")))
        for part in parts
    )


_paper.filters["paragraphs"] = _paragraphs
_paper.filters["line"] = line
