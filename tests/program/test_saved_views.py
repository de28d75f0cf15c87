"""Views of lists: kept, shared, changed by whom, deleted and had back, and what they mean once words are gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.program.cast import account, ines, know, somebody
from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.erasure import forget
from vouch.program.history.models import Change
from vouch.program.people.queries import choices
from vouch.program.saved_views import actions, queries
from vouch.program.saved_views.meaning import empty_values, meaning
from vouch.program.saved_views.models import SavedView

pytestmark = pytest.mark.django_db
ASKS = {"filters": {"stage": "loyal", "segment": "Steel"}, "order": "value", "columns": ["owner", "segment"]}


def kept(by: User, name: str = "Loyal steel", **more: Any) -> SavedView:
    return actions.save_view(**{"by": by, "kind": "account", "name": name, **ASKS, **more})


def names(who: User) -> list[str]:
    return [one.view.name for one in queries.offered(who)]


def test_a_view_is_its_makers_until_it_is_shared_and_then_everybodys_to_open() -> None:
    ana, bo = somebody(Position.ACCOUNT_OWNER), somebody(Position.VIEWER)
    view = kept(ana)
    assert (names(ana), names(bo)) == (["Loyal steel"], [])
    with pytest.raises(NotFound, match="no such view"):
        queries.view(bo, view.pk)
    actions.name_view(by=ana, view=view.pk, name="Steel we count on", shared=True)
    assert names(bo) == ["Steel we count on"]
    assert [line.action for line in Change.objects.filter(kind="view").order_by("id")] == ["save_view", "name_view"]


@pytest.mark.parametrize(("role", "may"), [(Position.PROGRAMME_MANAGER, True), (Position.SELLER, False)])
def test_what_others_share_is_changed_by_those_whose_role_may(role: Position, may: bool) -> None:
    view, who = kept(somebody(Position.ACCOUNT_OWNER), shared=True), somebody(role)
    if may:
        actions.change_view(by=who, view=view.pk, filters={"flag": "at_risk"}, order="name", columns=[])
        assert queries.view(who, view.pk).filters == {"flag": "at_risk"}
    else:
        with pytest.raises(NotAllowed, match=r"Account Owner’s\. They can change it, and so can an administrator or a"):
            actions.change_view(by=who, view=view.pk, filters={}, order="name", columns=[])
        with pytest.raises(NotAllowed):
            actions.delete_view(by=who, view=view.pk)


def test_a_viewer_keeps_views_and_shares_none() -> None:
    viewer = somebody(Position.VIEWER)
    view = kept(viewer)
    with pytest.raises(NotAllowed, match="may not share a view"):
        kept(viewer, "Another", shared=True)
    with pytest.raises(NotAllowed):
        actions.name_view(by=viewer, view=view.pk, name="Loyal steel", shared=True)
    assert not queries.view(viewer, view.pk).shared


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": "  "}, "no_name"),
        ({"name": "x" * 81}, "long_name"),
        ({"order": "luck"}, "bad_order"),
        ({"columns": ["shoe_size"]}, "bad_column"),
        ({"filters": {"password": "x"}}, "bad_filter"),
        ({"kind": "deal"}, "bad_kind"),
        ({"kind": "contact", "order": "value"}, "bad_order"),
    ],
)
def test_what_a_list_cannot_show_is_not_kept(more: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as told:
        kept(ines(), **more)
    assert told.value.code == code
    assert not SavedView.objects.exists()


def test_two_views_of_a_list_are_never_called_the_same_by_one_colleague() -> None:
    who = ines()
    view = kept(who, "Énergie")
    with pytest.raises(Conflict, match="There is a view called “energie” already"):
        kept(who, "energie")
    kept(who, "energie", kind="contact", order="name", columns=[])
    kept(somebody(Position.SELLER), "Energie")
    actions.delete_view(by=who, view=view.pk)
    kept(who, "energie")
    with pytest.raises(Conflict):
        actions.restore_view(by=who, view=view.pk)


def test_a_deleted_view_can_be_had_back_for_a_month_by_those_who_may_change_it() -> None:
    who, other = ines(), somebody(Position.SELLER)
    view = kept(who, opens=True)
    actions.delete_view(by=who, view=view.pk)
    assert (names(who), [one.pk for one in queries.deleted(who)]) == ([], [view.pk])
    with pytest.raises(NotFound):
        actions.restore_view(by=other, view=view.pk)
    actions.forget_deleted(now=timezone.now() + dt.timedelta(days=29))
    actions.restore_view(by=who, view=view.pk)
    assert [one.opens for one in queries.offered(who)] == [True]
    actions.delete_view(by=who, view=view.pk)
    assert actions.forget_deleted(now=timezone.now() + dt.timedelta(days=31)) == 1
    assert not SavedView.objects.exists()


def test_each_colleague_opens_a_list_with_a_view_of_their_own_choice() -> None:
    ana, bo = ines(), somebody(Position.SELLER)
    first, second = kept(ana, "First", shared=True), kept(ana, "Second")
    for who, view in ((ana, second), (bo, first)):
        actions.open_with(by=who, kind="account", view=view.pk)
    assert [one.view.name for one in queries.offered(ana) if one.opens] == ["Second"]
    assert [one.view.name for one in queries.offered(bo) if one.opens] == ["First"]
    actions.name_view(by=ana, view=first.pk, name="First", shared=False)
    actions.name_view(by=ana, view=first.pk, name="First", shared=True)
    assert [one.view.name for one in queries.offered(bo) if one.opens] == []
    actions.open_with(by=ana, kind="account", view=None)
    assert not any(one.opens for one in queries.offered(ana))


def test_a_word_that_is_gone_is_left_aside_and_a_value_that_is_gone_is_still_asked_for() -> None:
    know([account(1, "Acme", segment="Food")])
    view = kept(ines())
    SavedView.objects.update(
        filters={"stage": "delighted", "flag": "at_risk", "segment": "Steel", "owner": "o9"},
        order="luck",
        columns=["owner", "shoe_size"],
    )
    view.refresh_from_db()
    means = meaning(view)
    assert (means.filters, means.order, means.columns) == (
        {"flag": "at_risk", "segment": "Steel", "owner": "o9"},
        "name",
        ["owner"],
    )
    assert means.gone == [
        "It also asked for “delighted”, a word that placements no longer have.",
        "It was sorted by “luck”, which lists no longer have; it is sorted by name.",
        "It showed a column “shoe_size”, which lists no longer have.",
    ]
    assert empty_values(means.filters, choices()) == [
        "No customer is in the segment “Steel” any more.",
        "The owner it asks for looks after nobody any more.",
    ]


def test_a_column_that_the_reader_may_not_see_is_left_aside() -> None:
    view = kept(ines(), kind="contact", order="name", filters={}, columns=["personality", "owner"], shared=True)
    assert meaning(view).columns == ["personality", "owner"]
    assert meaning(view, may=lambda permission: permission != "see_personalities").columns == ["owner"]


def test_erasing_somebody_blanks_the_views_that_name_them_and_they_still_open() -> None:
    who = ines()
    kept(who, "Ana Lind", filters={"q": "Ana Lind"})
    kept(who, "Ana Lind again", filters={})
    forget(by=None, contacts=[], emails=["ana@example.org"], names=lambda text: "ana lind" in text.lower())
    views = [one.view for one in queries.offered(who)]
    assert [view.name for view in views] == ["(erased)", "(erased)"]
    assert not SavedView.objects.filter(filters__icontains="Lind").exists()
    assert [meaning(view).gone for view in views] == [[], []]
