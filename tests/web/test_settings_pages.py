"""The pages about colleagues, one's own profile, every change, and the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from tests.program.cast import know, owner, somebody
from tests.web.served import text_of
from vouch.program.colleagues import actions, queries
from vouch.program.colleagues.permissions import PERMISSIONS, Position, Reach
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def test_the_list_says_who_works_here_and_only_an_administrator_can_invite(sign_in: SignIn) -> None:
    admin = sign_in()
    assert "One colleague works with Vouch." in text_of(admin.get("/settings/people/"))
    assert "Invite a colleague" in text_of(admin.get("/settings/people/"))
    viewer = sign_in(Position.VIEWER)
    seen = text_of(viewer.get("/settings/people/"))
    assert "Two colleagues work with Vouch." in seen
    assert "Invite a colleague" not in seen
    assert viewer.get("/settings/people/invite/").status_code == 403


@pytest.mark.parametrize(
    ("email", "says"),
    [("bo at example", "valid email"), ("INES@example.com", "already"), ("", "required")],
)
def test_an_invitation_that_cannot_be_says_why_beside_its_field(sign_in: SignIn, email: str, says: str) -> None:
    answer = sign_in().post("/settings/people/invite/", {"email": email, "role": "viewer"})
    assert answer.status_code == 422
    body = text_of(answer)
    assert says in body
    assert 'aria-invalid="true"' in body
    assert 'aria-describedby="id_email_hint id_email_error"' in body


def test_an_invitation_waits_in_the_outbox_and_can_be_sent_anew(
    sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    admin = sign_in()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post("/settings/people/invite/", {"email": "bo@example.com", "name": "", "role": "seller"})
    assert "and one invitation waits" in text_of(admin.get("/settings/people/"))
    bo = queries.by_email("bo@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"/settings/people/{bo.pk}/invite/")
    assert Message.objects.count() == 2
    assert "Two mails wait" in text_of(admin.get("/settings/outbox/"))


def test_a_role_and_an_owner_are_changed_on_ones_page(sign_in: SignIn) -> None:
    know([], [], [owner(1)])
    admin = sign_in()
    bo = somebody(Position.VIEWER)
    page = f"/settings/people/{bo.pk}/"
    assert "Owner 1" in text_of(admin.get(page))
    admin.post(page, {"role": "account_owner", "owner": owner(1).id})
    bo.refresh_from_db()
    assert (bo.role, bo.owner) == ("account_owner", owner(1).id)
    assert [c.action for c in Change.objects.order_by("id")][-2:] == ["change_role", "link_owner"]
    assert admin.post(page, {"role": "emperor", "owner": ""}).status_code == 422
    admin.post(page, {"role": "account_owner", "owner": owner(1).id})
    assert Change.objects.filter(action="change_role").count() == 1, "what does not change leaves no line"


def test_closing_an_account_can_be_undone_and_not_ones_last_administrator(sign_in: SignIn) -> None:
    admin = sign_in()
    bo = somebody(Position.VIEWER)
    admin.post(f"/settings/people/{bo.pk}/close/")
    assert "no longer works with Vouch" in text_of(admin.get(f"/settings/people/{bo.pk}/"))
    admin.post(f"/settings/people/{bo.pk}/open/")
    assert queries.colleague(bo.pk).is_active
    me = queries.by_email("ines@example.com")
    answer = admin.post(f"/settings/people/{me.pk}/close/")
    assert (answer.status_code, "the only administrator" in text_of(answer)) == (409, True)
    answer = admin.post(f"/settings/people/{me.pk}/", {"role": "viewer", "owner": ""})
    assert (answer.status_code, "the only administrator" in text_of(answer)) == (422, True)


def test_ones_profile_keeps_name_theme_and_conventions(sign_in: SignIn) -> None:
    client = sign_in(Position.SELLER)
    assert "data-theme" not in text_of(client.get("/settings/profile/"))
    asked = {"name": "Bo Berg", "theme": "dark", "locale": "de_DE", "time_zone": "Europe/Berlin"}
    assert client.post("/settings/profile/", asked).status_code == 302
    seen = text_of(client.get("/settings/profile/"))
    assert 'data-theme="dark"' in seen
    assert "You are Bo Berg" in seen
    for wrong in ({"theme": "pink"}, {"locale": "xx_XX"}, {"time_zone": "Mars/Base"}, {"name": ""}):
        assert client.post("/settings/profile/", {**asked, **wrong}).status_code == 422


def test_every_change_is_listed_narrowed_and_paged(sign_in: SignIn) -> None:
    admin = sign_in()
    me = queries.by_email("ines@example.com")
    bo = somebody(Position.VIEWER)
    for number in range(60):
        actions.change_role(by=me, user=bo, role="seller" if number % 2 else "viewer")
    first = text_of(admin.get("/settings/history/"))
    assert first.count("Change role</td>") == 50
    assert "command line" not in first
    older = f"/settings/history/?before={Change.objects.order_by('-id')[49].pk}"
    assert older in first.replace("&amp;", "&")
    second = text_of(admin.get(older))
    assert second.count("Change role</td>") == 10
    assert "command line" in second
    assert "Viewer</a>" in second, "a colleague goes by their name, not by an id"
    assert "Nothing was changed that fits" in text_of(admin.get("/settings/history/?object_id=zzz"))
    assert text_of(admin.get(f"/settings/history/?by={me.pk}&action=change_role")).count("Change role</td>") == 50


@pytest.mark.parametrize(
    "query", ["by=x", "before=-1", "before=" + "9" * 40, "by=%00", "action=%F0%9F%98%80", "before=½"]
)
def test_a_broken_address_of_a_list_is_read_as_far_as_it_goes(sign_in: SignIn, query: str) -> None:
    assert sign_in().get(f"/settings/history/?{query}").status_code == 200


def test_the_outbox_shows_a_mail_as_it_would_arrive_without_running_it(sign_in: SignIn) -> None:
    admin = sign_in()
    assert "No mail waits." in text_of(admin.get("/settings/outbox/"))
    send_mail("Hello <b>", "<script>alert(1)</script>", None, ["ana@example.org"])
    mail = Message.objects.get()
    assert "One mail waits: no mail server is set" in text_of(admin.get("/settings/outbox/"))
    body = text_of(admin.get(f"/settings/outbox/{mail.pk}/"))
    assert "&lt;script&gt;alert(1)" in body
    assert "Hello &lt;b&gt;" in body
    refused = admin.post(f"/settings/outbox/{mail.pk}/send/")
    assert (refused.status_code, "VOUCH_SMTP_URL" in text_of(refused)) == (400, True)
    assert admin.get("/settings/outbox/99/").status_code == 404
    assert "Nothing was sent yet" in text_of(admin.get("/settings/outbox/?show=sent"))


ADDRESSES = {
    "/settings/people/": "see_colleagues",
    "/settings/people/invite/": "manage_colleagues",
    "/settings/history/": "see_history",
    "/settings/outbox/": "see_outbox",
}


@pytest.mark.parametrize("role", list(Position))
def test_pages_open_to_exactly_the_roles_of_the_table(sign_in: SignIn, role: Position) -> None:
    client = sign_in(role)
    for address, permission in ADDRESSES.items():
        allowed = PERMISSIONS[permission].reach[role] is not Reach.NO
        answer = client.get(address)
        assert answer.status_code == (200 if allowed else 403), address
        if not allowed:
            assert "Your role may not" in text_of(answer)
    menu = text_of(client.get("/settings/profile/"))
    assert ("/settings/history/" in menu) is (role is Position.ADMINISTRATOR)


def test_the_history_opens_with_the_latest_change_and_who_made_it(sign_in: SignIn) -> None:
    admin = sign_in()
    assert "The latest change was made" in (page := text_of(admin.get("/settings/history/")))
    assert "(command line)." in page
    admin.post("/settings/people/invite/", {"email": "bo@example.com", "role": "viewer"})
    assert "by Ines Caldeira." in text_of(admin.get("/settings/history/"))
    assert "The latest change that fits was made" in text_of(admin.get("/settings/history/?action=invite_colleague"))


def test_a_mail_in_doubt_is_shown_and_somebody_decides(sign_in: SignIn) -> None:
    admin = sign_in()
    for key in ("one", "two"):
        send_mail(f"Hello {key}", "Text", None, ["ana@example.org"])
    long_ago = timezone.now() - dt.timedelta(hours=1)
    Message.objects.update(taken_at=long_ago)
    page = text_of(admin.get("/settings/outbox/"))
    assert "Two mails are in doubt." in page
    first, second = Message.objects.order_by("id")
    assert "It may have left, and it may not." in text_of(admin.get(f"/settings/outbox/{first.pk}/"))
    admin.post(f"/settings/outbox/{first.pk}/settle/", {"left": "yes"})
    admin.post(f"/settings/outbox/{second.pk}/settle/", {"left": "no"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sent_at is not None, first.text) == (True, "")
    assert (second.sent_at, second.failed_at is not None) == (None, True)
    again = admin.post(f"/settings/outbox/{first.pk}/settle/", {"left": "no"})
    assert (again.status_code, "no doubt about this mail" in text_of(again)) == (409, True)
