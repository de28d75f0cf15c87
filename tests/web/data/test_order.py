"""What wants doing, for whoever looks after the installation: read in the workspace, without script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.lake.told import bring, day, told
from tests.program.cast import somebody
from tests.web.served import text_of
from vouch.lake import Covers, Lake
from vouch.program.colleagues.permissions import Position


@pytest.fixture
def data(tmp_path: Path, settings: Any, db: None) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def page(client: Client, position: Position) -> Any:
    client.force_login(somebody(position))
    return client.get("/data/order/")


def test_a_source_that_stopped_is_said_with_what_mends_it(client: Client, data: Path) -> None:
    covers = [Covers(table="usage", system="segment", since=day(1), until=day(20))]
    rows = told("usage", {"event_id": "e", "account_id": "acme", "happened_at": day(2)})
    bring(Lake(data), "one", ("usage", rows), covers=covers)
    answer = page(client, Position.ADMINISTRATOR)
    assert answer.status_code == 200
    words = re.sub(r"\s+", " ", text_of(answer))
    assert "may mislead" in words
    assert "The last of usage from segment is" in words
    assert "vouch import FILE" in words


def test_files_that_came_and_are_not_placed_yet_can_be_placed_from_the_first_page(client: Client, data: Path) -> None:
    client.force_login(somebody(Position.ADMINISTRATOR))
    assert "A file or two will tell." in text_of(client.get("/", follow=True))
    rows = told("usage", {"event_id": "e", "account_id": "acme", "happened_at": day(2)})
    bring(Lake(data), "one", ("usage", rows))
    for path in ("/", "/data/"):
        said = text_of(client.get(path, follow=True))
        assert said.count('action="/data/place/"') == 1
    assert "One file is in, and nobody is placed yet." in text_of(client.get("/", follow=True))


def test_where_nothing_misleads_it_says_so(client: Client, data: Path) -> None:
    assert "Everything is in order" in text_of(page(client, Position.ADMINISTRATOR))


def test_whoever_may_not_import_is_told_who_may(client: Client, data: Path) -> None:
    assert page(client, Position.SELLER).status_code == 403
