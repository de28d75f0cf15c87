"""Who is who as colleagues see it: pairs with their reasons, settled and taken back by those who may, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.program.cast import ines
from tests.web.browsing import judged_all, without_script
from tests.web.served import text_of
from vouch.domain.identity import Verdict
from vouch.domain.policy import load
from vouch.program.colleagues.permissions import Position
from vouch.program.findings.models import Run
from vouch.program.people.identity.queries import settled
from vouch.program.people.models import Account
from vouch.runs.ingest import import_paths
from vouch.runs.refresh import refresh

ACCOUNTS = (
    "account_id,name,type,domain\nA1,Ana Dairy,Customer,ana.example\nA2,Ana Dairy Ltd,Customer,\n"
    "B1,Bo Timber,Customer,bo.example\n"
)
ANSWERS = "survey_id,email,question,score,scale_max,answered_at\n1,cy@gmail.com,nps,9,10,2026-10-01\n"


@pytest.fixture
def twice(tmp_path: Path, settings: Any, db: None) -> Path:
    """A data folder with one company that stands in the CRM twice, placed."""
    settings.VOUCH_WAKE_WORKER = False
    settings.DATA = tmp_path / "data"
    for name, content in {"accounts": ACCOUNTS, "survey_answers": ANSWERS}.items():
        (tmp_path / f"{name}.csv").write_text(content)
    report = import_paths(settings.DATA, [tmp_path / "accounts.csv", tmp_path / "survey_answers.csv"], policy=load())
    assert not report.refused, report.told()
    refresh(settings.DATA, load())
    return Path(settings.DATA)


def ids() -> dict[str, str]:
    return dict(Account.objects.values_list("name", "pk"))


def pair() -> dict[str, str]:
    return {"one": ids()["Ana Dairy"], "other": ids()["Ana Dairy Ltd"]}


def test_a_pair_is_settled_and_taken_back_and_placed_as_if_it_had_never_been(
    twice: Path, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(Position.PROGRAMME_MANAGER)
    before, run = ids(), Run.objects.get(current=True).pk
    assert "The same name" in text_of(client.get("/data/who/"))
    client.post("/data/who/settle/", pair() | {"verdict": "same"})
    assert "Nothing here waits" in text_of(client.get("/data/who/"))
    refresh(twice, load())
    assert set(ids()) == {"Ana Dairy", "Bo Timber"}
    assert "because a colleague said so" in text_of(client.get("/data/who/?show=joined")).lower()
    page = text_of(client.get("/data/who/?show=settled"))
    assert "A1" in page
    assert "A2" in page
    (row,) = settled()
    number = page.split('name="settlement" value="')[1].split('"')[0]
    client.post("/data/who/back/", {"settlement": number})
    refresh(twice, load())
    assert (ids(), Run.objects.get(current=True).pk) == (before, run)
    assert row not in settled()


def test_two_that_were_told_apart_are_never_proposed_again(twice: Path, sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    client.post("/data/who/settle/", pair() | {"verdict": "different"})
    refresh(twice, load())
    assert "Nobody is waiting to be told apart" in text_of(client.get("/data/who/"))
    (row,) = settled()
    assert row.verdict is Verdict.DIFFERENT


def test_facts_of_nobody_are_counted_with_the_reason(twice: Path, sign_in: Callable[..., Client]) -> None:
    assert "a private address, which says nothing of a company" in text_of(sign_in().get("/data/who/?show=nobodys"))


@pytest.mark.parametrize(
    ("role", "sees"), [(Position.ACCOUNT_OWNER, 200), (Position.SELLER, 403), (Position.VIEWER, 403)]
)
def test_others_may_look_at_most(twice: Path, sign_in: Callable[..., Client], role: Position, sees: int) -> None:
    client = sign_in(role)
    page = client.get("/data/who/")
    assert page.status_code == sees
    assert "/data/who/settle/" not in text_of(page)
    assert client.post("/data/who/settle/", pair() | {"verdict": "same"}).status_code == 403
    assert not settled()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"verdict": "perhaps"}, "the same or two"),
        ({"verdict": "same", "one": "a000000000000000", "other": "x"}, "not known any more"),
        ({"verdict": "same", "one": "", "other": ""}, "not known any more"),
    ],
)
def test_what_cannot_be_settled_is_refused_in_a_sentence(
    twice: Path, sign_in: Callable[..., Client], form: dict[str, str], words: str
) -> None:
    answer = sign_in().post("/data/who/settle/", form)
    assert 400 <= answer.status_code < 500
    assert words in text_of(answer)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_are_clean_and_work_without_script(served: str, twice: Path, browser: Browser) -> None:
    who = ines()
    judged_all(browser, served, who, [f"/data/who/?show={show}" for show in ("open", "nobodys")])
    with without_script(browser, served, who) as page:
        page.goto("/data/who/")
        page.get_by_role("button", name=re.compile(r"^the same\s*:.*Ana Dairy Ltd")).click()
        assert page.get_by_role("heading", level=1).is_visible()
    assert len(settled()) == 1
    judged_all(browser, served, who, ["/data/who/?show=settled"])
