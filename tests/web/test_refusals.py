"""A refusal is a page with its own sentence; for htmx a notice in its place; the status tells its family."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.served import text_of
from vouch.domain.errors import Ambiguous, BadInput, BadPolicy, Conflict, NotAllowed, NotFound, Refusal, TooOften
from vouch.program.colleagues.permissions import Position
from vouch.web.shared.refusals import status_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotFound("x", "x"), 404),
        (NotAllowed("x", "x"), 403),
        (Conflict("x", "x"), 409),
        (Ambiguous("x", "x"), 409),
        (BadInput("x", "x"), 422),
        (BadPolicy("x", []), 422),
        (TooOften("x", "x", wait=1), 429),
        (Refusal("x", "x"), 400),
    ],
)
def test_each_family_has_its_status(refusal: Refusal, status: int) -> None:
    assert status_of(refusal) == status


def test_the_page_says_what_happened_and_leads_back(sign_in: Callable[..., Client]) -> None:
    answer = sign_in(Position.VIEWER).get("/settings/history/")
    body = text_of(answer)
    assert answer.status_code == 403
    assert "<h1>Your role may not see every change. An administrator may.</h1>" in body
    assert "Back to the start" in body


def test_htmx_gets_a_notice_for_the_place_above_the_content(sign_in: Callable[..., Client]) -> None:
    answer = sign_in(Position.VIEWER).get("/settings/history/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (403, "#notices")
    assert text_of(answer).strip().startswith('<div class="notice notice-hold" role="alert">')
    assert "<html" not in text_of(answer)


def test_no_page_there_is_said_to_colleagues_and_strangers(sign_in: Callable[..., Client], client: Client) -> None:
    assert "no page at this address" in text_of(sign_in().get("/nothing/"))
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert "no page at this address" in text_of(answer)
    assert "Sign out" not in text_of(answer)
