"""Views of lists in a real browser: kept, opened, changed, shared, named, deleted and had back, with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import ines, somebody
from tests.web.browsing import judged_all, press, without_script
from tests.web.factory import Placed
from tests.web.served import enter
from vouch.program.colleagues.permissions import Position
from vouch.program.saved_views import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def names(page: Page) -> list[str]:
    return page.locator("a.row-link").all_inner_texts()


def heads(page: Page) -> list[str]:
    return page.locator("thead th").all_inner_texts()


def test_a_list_is_kept_opened_changed_and_let_go_of_without_script(
    served: str, browser: Browser, placed: Placed
) -> None:
    with without_script(browser, served, ines()) as page:
        page.goto("/customers/")
        page.get_by_role("combobox", name="Segment").select_option("Steel")
        page.get_by_label("Sorted by").select_option(label="Yearly value")
        page.get_by_text("Columns", exact=True).first.click()
        page.get_by_role("checkbox", name="Owner").uncheck()
        page.get_by_role("checkbox", name="Region").check()
        page.get_by_role("button", name="Show").click()
        assert names(page) == ["Echo", "Core", "Dell"]
        assert "Region" in heads(page)
        assert "Owner" not in heads(page)
        page.get_by_text("Keep as a view").click()
        page.get_by_label("Name", exact=True).fill("Steel by value")
        page.get_by_label("Open the list with it").check()
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_text("Kept as “Steel by value”.")).to_be_visible()

        page.goto("/customers/")  # opens with it
        assert names(page) == ["Echo", "Core", "Dell"]
        page.get_by_role("link", name=re.compile("^At risk")).click()
        assert names(page) == ["Echo"]
        assert "Region" in heads(page)
        page.get_by_role("button", name="Keep the change").click()
        assert names(page) == ["Echo"]
        page.locator("summary", has_text="Steel by value").click()
        page.get_by_role("link", name="Everyone, by name").click()
        assert len(names(page)) > 3

        page.goto("/customers/views/")
        expect(page.get_by_text("At risk, in Steel; sorted by yearly value.")).to_be_visible()
        page.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("is deleted. It can be had back")).to_be_visible()
        page.get_by_role("button", name="Have it back").click()
        expect(page.get_by_text("opens your list")).to_be_visible()


def test_a_shared_view_shows_each_reader_their_own_customers(page: Page, served: str, placed: Placed) -> None:
    maker = ines()
    actions.save_view(
        by=maker, kind="account", name="Mine first", filters={"owner": "(mine)"}, order="name", columns=[], shared=True
    )
    owner = next(one for one in placed.owners if one.name == "Omar Haddad")
    enter(page, somebody(Position.ACCOUNT_OWNER, owner=owner.id))
    page.goto("/customers/")
    page.locator("summary", has_text="Views").click()
    press(page.get_by_role("link", name="Mine first"))
    page.wait_for_url("**/customers/?view=*")
    assert names(page) == ["Acme", "Core"]
    assert heads(page)[-1] == "Stands"


def test_lists_with_views_are_clean_for_axe_at_every_width(served: str, browser: Browser, placed: Placed) -> None:
    who = ines()
    view = actions.save_view(
        by=who, kind="account", name="Everything there is to see", filters={"segment": "Steel"}, order="value", shared=True,
        columns=["missing", "coverage", "confidence", "progress", "yearly_value", "owner", "segment", "region", "country",
                 "customer_since", "why_at_risk"],
    )  # fmt: skip
    gone = actions.save_view(by=who, kind="contact", name="Gone", filters={}, order="name", columns=["email"])
    actions.delete_view(by=who, view=gone.pk)
    judged_all(
        browser, served, who,
        [f"/customers/?view={view.pk}", f"/customers/?view={view.pk}&order=name", "/customers/views/",
         "/customers/people/?columns=personality&columns=email"],
    )  # fmt: skip
