"""Views of lists as pages answer them: what a reader may not see is not shown, and a lost word is said."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from tests.web.factory import Placed
from tests.web.served import text_of
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.saved_views import actions
from vouch.program.saved_views.models import SavedView


def test_what_a_view_shares_is_no_way_round_what_a_role_may_see(placed: Placed, sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    view = actions.save_view(
        by=User.objects.get(),
        kind="contact",
        name="How they are",
        filters={},
        order="name",
        columns=["personality"],
        shared=True,
    )
    address = f"/customers/people/?view={view.pk}"
    assert "How they take part" in text_of(client.get(address))
    seller = text_of(sign_in(Position.SELLER).get(address))
    assert "How they take part" not in seller
    assert "ana@acme.example" not in seller
    owner = placed.owners[0]
    own = text_of(sign_in(Position.ACCOUNT_OWNER, owner=owner.id).get(address))
    rows = re.findall(r"<tr>.*?</tr>", own, re.DOTALL)
    told = {
        name: "for their owner to know" not in row for row in rows for name in ("Ana Lind", "Bo Riis") if name in row
    }
    whose = {row.name: row.owner for row in placed.accounts}
    assert told == {"Ana Lind": whose["Acme"] == owner.id, "Bo Riis": whose["Bolt"] == owner.id}


def test_pages_of_a_view_keep_it_and_a_view_that_lost_words_says_so(
    placed: Placed, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    view = SavedView.objects.create(
        owner=User.objects.get(), kind="account", name="Old", folded="old", filters={"segment": "Gold", "flag": "shiny"},
        order="luck", columns=[], changed_at="2026-01-01T00:00Z",
    )  # fmt: skip
    told = text_of(client.get(f"/customers/?view={view.pk}"))
    for words in ("“shiny”, a word that placements", "sorted by “luck”", "segment “Gold” any more", "No customer fits"):
        assert words in told
    assert client.get("/customers/?view=99999").status_code == 404
    assert client.get(f"/customers/people/?view={view.pk}").status_code == 422
