"""Pages as they are served: static files collected once, colleagues to sign in as, a server and a browser."""

from __future__ import annotations

from tests.program.cast import fast_and_clean
from tests.web.factory import company, placed
from tests.web.served import browser, collected, page, served, sign_in, unhurried
from tests.web.statics import listed_once

__all__ = [
    "browser",
    "collected",
    "company",
    "fast_and_clean",
    "listed_once",
    "page",
    "placed",
    "served",
    "sign_in",
    "unhurried",
]
