"""Lists are taken away in a real browser: short ones at once, long ones written in the background and fetched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import account, ines, know, publish, somebody
from tests.program.cast import placed as placement
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.runs.taken import files
from vouch.runs.work import Worker
from vouch.web.workspace.exports import views

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def data(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def long(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Thirty customers, and lists that are long from eleven on."""
    many = [account(number, f"Company {number:03}") for number in range(1, 31)]
    know(many)
    publish([placement(one, "satisfied") for one in many])
    monkeypatch.setattr(views, "SHORT", 10)
    yield


def test_a_short_list_comes_at_once_and_that_it_was_taken_is_in_the_history(
    served: str, browser: Browser, placed: Placed
) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/customers/?segment=Steel&order=value")
        page.get_by_label("Take this list away as").select_option("CSV")
        page.get_by_label("Which columns").select_option("with the columns shown")
        with page.expect_download() as taken:
            page.get_by_role("button", name="Take it away").click()
        assert taken.value.suggested_filename == "customers.csv"
        lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert [line.split(",")[1] for line in lines] == ["name", "Echo", "Core", "Dell"]
        assert "segment" not in lines[0]
        change = Change.objects.get(action="take_list")
        assert change.data == {"rows": 3, "file": "csv"}


def test_a_long_list_waits_is_written_and_is_fetched_by_keyboard(page: Page, long: None, data: Path) -> None:
    enter(page, ines())
    page.goto("/customers/")
    page.get_by_label("Take this list away as").select_option("XLSX")
    press(page.get_by_role("button", name="Take it away"))
    expect(page.get_by_role("heading", level=1)).to_have_text("customers.xlsx waits to be written.")
    Worker(data).step()
    expect(page.get_by_role("heading", level=1)).to_contain_text("customers.xlsx is ready: 30 rows")
    with page.expect_download() as taken:
        press(page.get_by_role("link", name="Fetch it"))
    assert taken.value.suggested_filename == "customers.xlsx"
    assert Path(taken.value.path()).read_bytes()[:2] == b"PK"
    page.goto("/files/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One file is ready to be fetched.")


def test_nobody_fetches_the_file_of_another_and_a_viewer_is_offered_none(
    page: Page, long: None, data: Path, browser: Browser, served: str
) -> None:
    enter(page, ines())
    page.goto("/customers/")
    page.get_by_role("button", name="Take it away").click()
    Worker(data).step()
    address = page.url.removeprefix(served)
    with without_script(browser, served, somebody(Position.PROGRAMME_MANAGER)) as other:
        assert other.goto(f"{address}fetch/").status == 404  # type: ignore[union-attr]
        assert other.goto(address).status == 404  # type: ignore[union-attr]
    with without_script(browser, served, somebody(Position.VIEWER)) as viewer:
        viewer.goto("/customers/")
        assert viewer.get_by_role("button", name="Take it away").count() == 0
        assert viewer.goto(f"{address}fetch/").status == 403  # type: ignore[union-attr]


def test_what_nobody_writes_says_how_to_begin_is_stopped_and_asked_for_again(
    served: str, browser: Browser, long: None, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_PATIENCE", dt.timedelta(0))
    with without_script(browser, served, ines()) as page:
        page.goto("/customers/")
        page.get_by_role("button", name="Take it away").click()
        expect(page.get_by_text("No worker is at work on this machine")).to_be_visible()
        expect(page.get_by_text("vouch worker")).to_be_visible()
        page.get_by_role("button", name="Stop it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("customers.csv was stopped.")
        page.get_by_role("button", name="Write it anew").click()
        Worker(data).step()
        page.reload()
        expect(page.get_by_role("link", name="Fetch it")).to_be_visible()
        files.remove_all_but(data, [])
        assert page.request.get(page.url + "fetch/").status == 404
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("customers.csv has expired.")


def test_promises_are_taken_away_state_by_state(page: Page, placed: Placed) -> None:
    enter(page, ines())
    page.goto(f"/customers/{placed.account('Acme')}/add/promise/")
    page.get_by_label("What was promised").fill("=Docks live")
    page.get_by_role("button", name="Write it down").click()
    page.goto("/promises/?state=open")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it away").click()
    lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert (len(lines), "'=Docks live" in lines[1], "Acme" in lines[1]) == (2, True, True)


def test_files_are_clean_for_axe_at_every_width(
    served: str, browser: Browser, long: None, data: Path, page: Page
) -> None:
    who = ines()
    enter(page, who)
    for kind in ("CSV", "XLSX"):
        page.goto("/customers/")
        page.get_by_label("Take this list away as").select_option(kind)
        page.get_by_role("button", name="Take it away").click()
        page.wait_for_url("**/files/*/")
        if kind == "CSV":
            Worker(data).step()
    waiting = page.url.removeprefix(served)
    page.goto("/files/")
    ready = page.locator("a.row-link").last.get_attribute("href")
    assert ready
    judged_all(browser, served, who, ["/files/", waiting, ready, "/customers/", "/promises/"])
