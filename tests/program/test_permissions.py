"""One table says who may do what, and the sentence of a refusal is true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.errors import Fault, NotAllowed
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import PERMISSIONS, Position, Reach, may, reach, refusal, require

permissions = st.sampled_from(sorted(PERMISSIONS))
roles = st.sampled_from(sorted(Position))
owners = st.sampled_from(["", "o1", "o2"])


@given(permission=permissions, role=roles, mine=owners, theirs=owners | st.none())
def test_the_table_decides_and_own_means_own(permission: str, role: str, mine: str, theirs: str | None) -> None:
    who = User(role=role, owner=mine)
    far = reach(role, permission)
    expected = far is Reach.YES or (far is Reach.OWN and (theirs is None or (mine != "" and mine == theirs)))
    assert may(who, permission, owner=theirs) is expected
    if expected:
        require(who, permission, owner=theirs)
    else:
        with pytest.raises(NotAllowed) as told:
            require(who, permission, owner=theirs)
        assert told.value.sentence == refusal(permission)
    assert not may(User(role=role, owner=mine, is_active=False), permission, owner=theirs)


@given(permission=permissions)
def test_an_administrator_may_everything_and_so_may_the_machine_itself(permission: str) -> None:
    assert reach(Position.ADMINISTRATOR, permission) is Reach.YES
    require(None, permission)


@given(permission=permissions)
def test_the_sentence_names_exactly_those_who_may(permission: str) -> None:
    said = refusal(permission).lower()
    for position in Position:
        assert (f" {position.words}" in said.partition(". ")[2]) is (reach(position, permission) is Reach.YES)


def test_a_permission_that_the_table_does_not_have_is_a_bug() -> None:
    with pytest.raises(Fault, match="no permission fly"):
        require(None, "fly")


def test_a_viewer_changes_nothing() -> None:
    changing = [name for name in PERMISSIONS if not name.startswith("see_")]
    assert all(reach(Position.VIEWER, name) is Reach.NO for name in changing)
