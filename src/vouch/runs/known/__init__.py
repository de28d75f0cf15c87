"""What is kept about one person: found everywhere, told to them alone."""

from __future__ import annotations

from vouch.runs.known.page import html as as_html
from vouch.runs.known.told import known
from vouch.runs.known.who import Someone, who
from vouch.runs.known.written import as_json, written

__all__ = ["Someone", "as_html", "as_json", "known", "who", "written"]
