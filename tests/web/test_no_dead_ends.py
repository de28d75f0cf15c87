"""Whoever walks through the workspace, link by link, meets neither a refusal nor a fault: no link is a dead end."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.factory import Placed
from tests.web.served import text_of
from vouch.program.colleagues.permissions import Position

OF_A_KIND = 2
"""Pages that differ only in whom they are about: so many of each are opened; one where they differ in a filter."""


def kind_of(address: str) -> str:
    """An address without whom it is about, and with the names of what it asks for."""
    path, _, query = address.partition("?")
    path = re.sub(r"/([ac][0-9a-f]{15}|b[0-9a-f]{12}|[0-9a-f]{32}|\d+)(?=/)", "/*", path)
    return path + "?" + ",".join(sorted(part.partition("=")[0] for part in query.split("&")))


def links(page: str, here: str) -> list[str]:
    """Where a page leads within the workspace."""
    found = [html.unescape(link).partition("#")[0] for link in re.findall(r'href="([^"]*)"', page)]
    inside = [here.partition("?")[0] + link if link.startswith("?") else link for link in found]
    return [link for link in inside if link.startswith("/") and not link.startswith("/static/")]


@pytest.mark.parametrize("role", list(Position))
def test_every_link_leads_somewhere_for(role: Position, placed: Placed, sign_in: Callable[..., Client]) -> None:
    client = sign_in(role, owner=placed.owners[0].id if role is Position.ACCOUNT_OWNER else "")
    seen: Counter[str] = Counter()
    known, waiting, ends = {"/"}, [("/", "the start")], []
    while waiting:
        address, from_page = waiting.pop()
        if seen[kind_of(address)] >= (1 if "?" in address else OF_A_KIND):
            continue
        seen[kind_of(address)] += 1
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            ends.append(f"{answer.status_code} {address}, from {from_page}")
        elif "text/html" in answer.headers["Content-Type"]:
            for link in links(text_of(answer), address):
                if link not in known:
                    known.add(link)
                    waiting.append((link, address))
    assert ends == []
    assert len(seen) > 20
