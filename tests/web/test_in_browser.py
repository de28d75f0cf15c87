"""In a real browser, over a real server: no accessibility rule broken, keyboard alone, no script at all, any width."""

from __future__ import annotations

import pytest
from django.core.mail import send_mail
from playwright.sync_api import Browser, Page, expect

from tests.program.cast import PASSWORD, ines, somebody
from tests.web.browsing import at_width, judged
from tests.web.served import enter
from vouch.program.colleagues import actions, invitations, queries
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.models import Message

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/settings/people/",
    "/settings/people/invite/",
    "/settings/people/1/",
    "/settings/profile/",
    "/settings/profile/password/",
    "/settings/history/",
    "/settings/outbox/",
    "/styleguide/",
    "/nothing/",
]
STRANGERS = ["/sign-in/", "/sign-in/password/", "/sign-in/password/sent/", "/sign-in/no-sign-up/", "/join/x/"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_break_no_accessibility_rule_and_fit(served: str, browser: Browser, width: int, scheme: str) -> None:
    me = ines()
    send_mail("Hello", "A letter", None, ["ana@example.org"])
    with at_width(browser, served, None, width, scheme) as page:
        for address in STRANGERS:
            judged(page, address)
        invited = actions.invite(by=me, email="bo@example.com", name="Bo", role="viewer", company="Quayside", link=str)
        judged(page, f"/join/{invitations.token_for(invited)}/")
        enter(page, me)
        for address in [*PAGES, f"/settings/outbox/{Message.objects.latest('id').pk}/"]:
            judged(page, address.replace("/1/", f"/{invited.pk}/") if "people" in address else address)


def test_signing_in_and_inviting_by_keyboard_alone(page: Page) -> None:
    ines()
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("ines@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto("/settings/people/")
    page.get_by_role("link", name="Invite a colleague").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/people/invite/")
    page.get_by_label("E-mail").focus()
    page.keyboard.type("bo@example.com")
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/people/")
    expect(page.get_by_text("The invitation for bo@example.com lies in the outbox")).to_be_visible()


def test_ones_menu_opens_by_key_and_leads_out(page: Page) -> None:
    enter(page, ines())
    page.goto("/settings/profile/")
    summary = page.locator("details.me > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Every change")).to_be_visible()
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/")


def test_every_core_act_works_without_script(served: str, browser: Browser) -> None:
    me, bo = ines(), somebody(Position.VIEWER)
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    enter(page, me)
    page.goto("/settings/people/")
    page.get_by_role("link", name="Viewer").first.click()
    page.get_by_label("Role").select_option("seller")
    page.get_by_role("button", name="Keep").click()
    assert queries.colleague(bo.pk).role == "seller"
    page.goto(f"/settings/people/{bo.pk}/")
    page.get_by_role("button", name="Close this account").click()
    page.get_by_role("button", name="Open this account again").click()
    assert queries.colleague(bo.pk).is_active
    page.goto("/settings/profile/")
    page.get_by_label("dark").check()
    page.get_by_role("button", name="Keep").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/settings/history/")
    page.get_by_label("What").select_option("change_role")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    context.close()


def test_an_invitation_is_accepted_in_the_browser(page: Page) -> None:
    me = ines()
    bo = actions.invite(by=me, email="bo@example.com", name="", role="viewer", company="Quayside", link=str)
    page.goto(f"/join/{invitations.token_for(bo)}/")
    page.get_by_label("Your name").fill("Bo Berg")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url(lambda url: "join" not in url)
    expect(page.get_by_text("Bo Berg").first).to_be_visible()


def test_a_chosen_theme_wins_over_the_device(page: Page) -> None:
    me = ines()
    actions.set_profile(by=me, name="Ines", theme="dark", locale="", time_zone="")
    enter(page, me)
    page.goto("/settings/profile/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(25, 23, 20)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(25, 23, 20)"


def test_the_browser_refuses_what_the_policy_does_not_allow(served: str, browser: Browser) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("/sign-in/")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        document.body.setAttribute('style', 'display: none');
    }""")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    context.close()
