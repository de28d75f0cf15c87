"""Signing in, out, a forgotten password, joining; and that nobody gets in who should not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.program.cast import PASSWORD, ines, somebody
from tests.web.served import text_of
from vouch.program.colleagues import actions, queries
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db

NEW = "another quiet harbour"


def sign(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def test_e_mail_and_password_open_the_door_whatever_the_case_of_the_e_mail(client: Client) -> None:
    ines()
    assert sign(client, "Ines@Example.com").url == "/week/"
    assert client.get("/settings/profile/").status_code == 200


@pytest.mark.parametrize(("email", "password"), [("ines@example.com", "wrong"), ("nobody@example.com", PASSWORD)])
def test_a_wrong_pair_says_the_same_whoever_it_is(client: Client, email: str, password: str) -> None:
    ines()
    answer = sign(client, email, password)
    assert "do not belong together" in text_of(answer)
    assert client.get("/settings/profile/").status_code == 302


def test_where_nobody_could_invite_anybody_it_says_how_the_first_is_made(client: Client) -> None:
    assert "vouch user add you@example.com" in text_of(client.get("/sign-in/"))
    ines()
    page = text_of(client.get("/sign-in/"))
    assert "vouch user add" not in page
    assert "ask a colleague who is an administrator" in page


def test_one_lands_where_one_wanted_to_go_but_never_elsewhere(client: Client) -> None:
    ines()
    asked = client.get("/settings/history/")
    assert asked.url == "/sign-in/?next=/settings/history/"
    form = text_of(client.get(asked.url))
    assert 'name="next" value="/settings/history/"' in form
    assert sign(client, "ines@example.com", next="/settings/history/").url == "/settings/history/"
    assert sign(Client(), "ines@example.com", next="https://evil.example/").url == "/week/"


def test_after_five_wrong_tries_even_the_right_one_waits(client: Client) -> None:
    ines()
    for _ in range(5):
        sign(client, "ines@example.com", "wrong")
    assert "Too many attempts" in text_of(sign(client, "ines@example.com"))


def test_who_was_let_go_is_out_at_once_and_stays_out(client: Client) -> None:
    me, bo = ines(), somebody(Position.VIEWER)
    sign(client, bo.email)
    assert client.get("/settings/profile/").status_code == 200
    actions.deactivate(by=me, user=bo)
    assert client.get("/settings/profile/").status_code == 302
    answer = client.post("/sign-in/", {"login": bo.email, "password": PASSWORD}, follow=True)
    assert "account was closed" in text_of(answer)
    assert client.get("/settings/profile/").status_code == 302


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    assert "Accounts come by invitation" in text_of(client.get("/sign-in/no-sign-up/"))
    client.post("/sign-in/no-sign-up/", {"email": "eve@example.com", "password1": NEW})
    assert queries.by_email("eve@example.com") is None


def test_signing_out_asks_first_and_acts_on_post_only(client: Client) -> None:
    client.force_login(ines())
    assert "Sign out of this device?" in text_of(client.get("/sign-out/"))
    assert client.get("/settings/profile/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/settings/profile/").status_code == 302


def link_in_mail() -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", Message.objects.latest("id").text)
    assert found, "the link must stand at the installation's own address"
    return found[1]


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client: Client) -> None:
    me = ines()
    elsewhere = Client()
    elsewhere.force_login(me)
    client.post("/sign-in/password/", {"email": "ines@example.com"}, headers={"host": "localhost"})
    assert Message.objects.get().to == "ines@example.com"
    link = link_in_mail()
    form = client.get(link, follow=True)
    assert "Choose a new password" in text_of(form)
    assert queries.colleague(me.pk).check_password(PASSWORD), "opening the link may not act"
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert done.status_code == 302
    assert queries.colleague(me.pk).check_password(NEW)
    assert Change.objects.filter(action="change_password", by=me).count() == 1
    assert elsewhere.get("/settings/profile/").status_code == 302, "other devices are signed out"
    assert "holds no more" in text_of(Client().get(link, follow=True))


def test_an_address_without_an_account_looks_the_same_and_gets_no_mail(client: Client) -> None:
    ines()
    known = client.post("/sign-in/password/", {"email": "ines@example.com"})
    unknown = client.post("/sign-in/password/", {"email": "eve@example.com"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [row.to for row in Message.objects.all()] == ["ines@example.com"]


def test_ones_own_password_is_changed_with_the_old_one(client: Client) -> None:
    me = ines()
    sign(client, me.email)
    wrong = client.post("/settings/profile/password/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert "type your current password" in text_of(wrong)
    client.post("/settings/profile/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert queries.colleague(me.pk).check_password(NEW)
    assert client.get("/settings/profile/").status_code == 200, "this device stays signed in"


def test_joining_asks_on_get_and_acts_on_post(
    client: Client, sign_in: Callable[..., Client], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in().post("/settings/people/invite/", {"email": "bo@example.com", "name": "Bo", "role": "seller"})
    assert answer.status_code == 302
    link = link_in_mail()
    assert "Ines Caldeira invites you" in text_of(client.get(link))
    assert queries.by_email("bo@example.com").joined_at is None
    easy = client.post(link, {"name": "Bo", "password": "easy"})
    assert easy.status_code == 422
    assert "too short" in text_of(easy)
    assert client.post(link, {"name": "Bo Berg", "password": NEW}).url == "/"
    assert client.get("/settings/profile/").status_code == 200
    again = Client().get(link)
    assert again.status_code == 400
    assert "This invitation holds no more" in text_of(again)


def test_who_was_invited_can_come_in_by_a_reset_too_and_has_joined_then(client: Client) -> None:
    me = ines()
    bo = actions.invite(by=me, email="bo@example.com", name="Bo", role="viewer", company="Q", link=str)
    client.post("/sign-in/password/", {"email": "bo@example.com"})
    form = client.get(link_in_mail(), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert queries.colleague(bo.pk).joined_at is not None
