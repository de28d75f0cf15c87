"""The data room in a real browser: files handed in, looked at, imported, listed where not read, and taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.program.cast import ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.served import enter
from vouch.program.colleagues.permissions import Position
from vouch.program.work.models import Job
from vouch.program.work.states import JobState
from vouch.runs.work import Worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACCOUNTS = "account_id,name,type\nA1,Ana Dairy,Customer\nB1,Bo Timber,Customer\n"
SENTIMENT = (
    "account_id,by,rated_on,rating,note\n"
    "A1,Noor,2026-10-01,green,glad\nA1,Noor,2026-02-31,green,\nB1,Noor,2026-10-02,yellowish,Dee said so\n"
)


def files(**named: str) -> list[FilePayload]:
    return [
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content.encode()} for name, content in named.items()
    ]


@pytest.fixture
def worker(tmp_path: Path, settings: Any, served: str) -> Worker:
    """A worker that does nothing until it is told to, in an empty data folder."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    return Worker(settings.DATA)


def work(worker: Worker) -> None:
    while worker.step():
        pass
    assert not Job.objects.filter(state=JobState.FAILED).exists()


def test_a_file_is_read_with_progress_and_taken_out_again(page: Page, worker: Worker) -> None:
    enter(page, somebody(Position.PROGRAMME_MANAGER))
    page.goto("/data/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Nothing was read yet. The first file takes about five minutes."
    )
    page.get_by_label("Files", exact=True).set_input_files(files(accounts=ACCOUNTS, sentiment=SENTIMENT))
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_url("**/data/files/*/")
    expect(page.get_by_role("progressbar")).to_be_visible()
    work(worker)
    expect(page.get_by_role("progressbar")).to_have_count(0)  # the page notices by itself
    expect(page.get_by_role("table")).to_contain_text("2026-02-31")
    expect(page.get_by_role("table")).to_contain_text("yellowish")

    page.get_by_role("button", name="Import 2 files").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    work(worker)
    page.get_by_role("link", name="The batch it became").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 rows of it were not read")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take them away as CSV").click()
    assert "yellowish" in Path(taken.value.path()).read_text(encoding="utf-8-sig")

    page.get_by_text("Take this batch out").click()
    page.get_by_role("button", name="Yes, take it out").click()
    work(worker)
    page.goto("/data/batches/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One file has been read, with 2 facts.")
    page.goto("/customers/")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 customers: none is loyal yet.")


def test_all_of_it_works_without_script(served: str, browser: Browser, worker: Worker) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/data/")
        page.get_by_label("Files", exact=True).set_input_files(files(sentiment=SENTIMENT))
        page.get_by_role("button", name="Look at them").click()
        assert "refresh" in page.locator("noscript").first.inner_html()  # the page comes again by itself
        work(worker)
        page.reload()
        page.get_by_role("button", name="Import it").click()
        work(worker)
        page.reload()
        page.get_by_role("link", name="The batch it became").click()
        page.get_by_label("In the reason or the cell").fill("yellowish")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("tbody tr")).to_have_count(1)
        page.get_by_text("Take this batch out").click()
        page.get_by_role("button", name="Yes, take it out").click()
        work(worker)
        page.goto("/data/batches/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was read yet.")


def test_files_are_left_aside_by_keyboard_alone(page: Page, worker: Worker) -> None:
    enter(page, ines())
    page.goto("/data/")
    page.get_by_label("Files", exact=True).set_input_files(
        files(accounts=ACCOUNTS)
    )  # the system's own window asks for the file
    press(page.get_by_role("button", name="Look at them"))
    page.wait_for_url("**/data/files/*/")
    work(worker)
    page.get_by_role("button", name="Leave it aside").wait_for()
    press(page.get_by_role("button", name="Leave it aside"))
    expect(page.get_by_text("The copies are gone from this machine.")).to_be_visible()


def test_what_cannot_be_read_is_said_and_can_be_read_another_way(page: Page, worker: Worker) -> None:
    enter(page, ines())
    page.goto("/data/")
    page.get_by_label("Files", exact=True).set_input_files(files(notes="colour,taste\nred,sour\n"))
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_url("**/data/files/*/")
    work(worker)
    expect(page.locator(".notice-hold")).to_be_visible()
    page.get_by_label("Read it as").select_option(index=1)
    page.get_by_role("button", name="Look at it again").click()
    expect(page.get_by_role("progressbar")).to_be_visible()


def test_pages_break_no_accessibility_rule_and_fit(served: str, browser: Browser, worker: Worker, page: Page) -> None:
    me = ines()
    enter(page, me)
    page.goto("/data/")
    page.get_by_label("Files", exact=True).set_input_files(files(accounts=ACCOUNTS, sentiment=SENTIMENT))
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_url("**/data/files/*/")
    handed_in = page.url.removeprefix(served)
    judged_all(browser, served, me, [handed_in, "/data/"])
    work(worker)
    judged_all(browser, served, me, [handed_in])
    page.goto(handed_in)
    page.get_by_role("button", name="Import 2 files").click()
    work(worker)
    page.goto("/data/batches/")
    page.get_by_role("link", name="sentiment.csv").click()
    batch = page.url.removeprefix(served)
    row = batch.replace("batches", "rows") + "3/"
    judged_all(
        browser,
        served,
        me,
        ["/data/", "/data/order/", "/data/batches/", "/data/batches/?q=none", batch, row, handed_in],
    )
