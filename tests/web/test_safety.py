"""What every answer promises: who may see it, what it may load, and that nothing acts on GET."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.served import text_of
from vouch.program.colleagues.permissions import PERMISSIONS

pytestmark = pytest.mark.django_db

OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "join",
    "sample",
    "confirm",
    "clearance",
    "api",
    "api_openapi",
    "api_nothing",
}
"""Addresses for people who are not signed in: sign-in, an invitation, the sample's door, a customer's confirmation,
what an owner is asked by mail; what the API takes and answers, which holds no data."""

FOR_EVERY_COLLEAGUE = {
    "home",
    "profile",
    "account_email",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "styleguide",
    "tools",
    "make_key",
    "revoke_key",
    "make_slack_code",
    "unlink_slack",
}
"""Addresses that take no permission beside being signed in."""

ASKS_INSIDE = {"add_entry"}
"""Addresses whose permission depends on what is written and about whom: the view itself asks the table."""


def for_customers(pattern: URLPattern) -> bool:
    """Whether a page belongs to the customers' own door, which `tests/web/portal` walks."""
    return getattr(pattern.callback, "door", "") in {"anybody", "guests"}


def for_programs(pattern: URLPattern) -> bool:
    """Whether an address is asked by a program: with a key, or with a signature of Slack's."""
    return getattr(pattern.callback, "door", "") == "programs"


def addresses(patterns: Any = None) -> Iterator[URLPattern]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def test_every_address_wants_a_colleague_unless_it_is_listed_here_as_open() -> None:
    for pattern in addresses():
        opened = not getattr(pattern.callback, "login_required", True)
        assert opened is (pattern.name in OPEN or for_customers(pattern) or for_programs(pattern)), pattern.name


def test_no_program_gets_anything_without_a_key_or_a_signature(client: Client, settings: Any) -> None:
    settings.VOUCH_SLACK_SIGNING_SECRET = "kept"
    asked = [pattern for pattern in addresses() if for_programs(pattern)]
    assert len(asked) > 15
    for pattern in asked:
        path = "/" + re.sub(r"<[^>]*>", "x", str(pattern.pattern))
        answers = {client.get(path).status_code, client.post(path, {}, content_type="application/json").status_code}
        assert answers <= {401, 403, 404, 405}, (pattern.name, answers)
        assert answers & {401, 403, 404}, pattern.name


def test_every_address_names_its_permission_or_is_for_every_colleague() -> None:
    for pattern in addresses():
        needs = getattr(pattern.callback, "needs", None)
        inside = pattern.name in OPEN | FOR_EVERY_COLLEAGUE | ASKS_INSIDE or for_customers(pattern)
        inside = inside or for_programs(pattern)
        assert needs in PERMISSIONS or inside, pattern.name


def test_an_answer_says_what_may_be_loaded_and_by_whom_it_may_be_framed(client: Client) -> None:
    answer = client.get("/sign-in/")
    policy = {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in answer["Content-Security-Policy"].split("; ")}
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "form-action", "connect-src")} == {"'self'"}
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_what_only_colleagues_may_see_is_kept_by_no_cache_on_the_way(sign_in: Callable[..., Client]) -> None:
    assert sign_in().get("/settings/people/")["Cache-Control"] == "private, no-cache"


PAGES = [
    "/settings/people/",
    "/settings/profile/",
    "/settings/history/",
    "/settings/outbox/",
    "/styleguide/",
    "/nothing/",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_carry_no_script_and_no_style_of_their_own(sign_in: Callable[..., Client], address: str) -> None:
    body = text_of(sign_in().get(address))
    assert not re.search(r"<script(?![^>]*\ssrc=)", body)
    assert not re.search(r"\sstyle=|<style|javascript:|\son[a-z]+=", body)
    for source in re.findall(r'(?:src|href)="([^"#]+)"', body):
        assert source.startswith("/"), source


def test_static_files_come_under_hashed_names_and_are_kept_for_ever(client: Client) -> None:
    body = text_of(client.get("/sign-in/"))
    sheets = re.findall(r'<link rel="stylesheet" href="(/static/vouch/\w+\.[0-9a-f]{12}\.css)">', body)
    assert len(sheets) >= 8
    for sheet in [*sheets, *re.findall(r'src="(/static/[^"]+\.js)"', body)]:
        answer = client.get(sheet)
        assert answer.status_code == 200
        assert "immutable" in answer["Cache-Control"]
        assert answer.content
        assert client.get(sheet, headers={"if-none-match": answer["ETag"]} if "ETag" in answer else {}).status_code in {
            200,
            304,
        }
    assert client.get("/static/vouch/nothing.css").status_code in {302, 404}


def test_a_host_that_is_not_ours_gets_no_answer(client: Client) -> None:
    assert client.get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


def test_a_form_without_its_secret_changes_nothing_and_says_so() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {"login": "a@example.com", "password": "x"})
    assert answer.status_code == 403
    assert "nothing was changed" in text_of(answer)


def test_what_changes_something_does_not_act_on_get(sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    for name in ("invite", "close", "open"):
        assert client.get(f"/settings/people/1/{name}/").status_code == 405


def test_cookies_stay_with_us(client: Client) -> None:
    cookie = client.get("/sign-in/").cookies["vouch_csrf"]
    assert cookie["samesite"] == "Lax"
    assert django_settings.SESSION_COOKIE_HTTPONLY is True


def test_our_own_mistake_is_said_without_its_particulars(sign_in: Callable[..., Client], monkeypatch: Any) -> None:
    client = sign_in()
    client.raise_request_exception = False
    monkeypatch.setattr("vouch.program.history.queries.changes", lambda **_: 1 / 0)
    answer = client.get("/settings/history/")
    assert answer.status_code == 500
    body = text_of(answer)
    assert "Something broke on our side" in body
    assert "ZeroDivision" not in body
    assert re.search(r"/static/vouch/tokens\.[0-9a-f]{12}\.css", body), "it wears the look of the house"


def test_it_is_said_even_where_the_page_that_says_it_is_broken(rf: Any, monkeypatch: Any, caplog: Any) -> None:
    from vouch.web.shared import refusals

    monkeypatch.setattr(refusals, "engines", {})
    answer = refusals.fault(rf.get("/"))
    assert (answer.status_code, "Something broke on our side" in text_of(answer)) == (500, True)
    assert "broken too" in caplog.text


@override_settings(DEBUG=True)
def test_debug_is_off_unless_asked_for(client: Client) -> None:
    from vouch.project import settings

    assert settings.DEBUG is False
