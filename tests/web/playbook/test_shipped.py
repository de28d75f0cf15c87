"""The playbook that comes with Vouch: complete, concrete, and never begging."""

from __future__ import annotations

import pytest

from vouch.domain.errors import BadInput
from vouch.domain.playbook import KINDS, MOST, check, read, shipped
from vouch.domain.stages import Role, Stage

CELLS = [(stage, role) for stage in Stage for role in Role]
GOOD = {"kind": "help", "do": "Go through their open cases together.", "gives": "A short list with days in it."}


@pytest.mark.parametrize(("stage", "role"), CELLS)
def test_every_stage_and_role_has_two_to_four_suggestions(stage: Stage, role: Role) -> None:
    assert 2 <= len(shipped()[stage, role]) <= 4


def test_no_suggestion_is_said_twice_anywhere() -> None:
    texts = [one.do for rows in shipped().values() for one in rows]
    assert len(texts) == len(set(texts))


def test_each_kind_is_used_and_has_words() -> None:
    assert {one.kind for rows in shipped().values() for one in rows} == set(KINDS)


def test_nothing_is_asked_of_somebody_we_do_not_know_or_did_not_satisfy() -> None:
    early = [*shipped().items()]
    kinds = {one.kind for (stage, _), rows in early if stage.value.startswith("not_") for one in rows}
    assert kinds <= {"listen", "help", "proof", "news", "access"}


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"kind": "bribe"}, "kind", "“bribe” is no kind"),
        ({"do": "Call."}, "do", "Say what to do in a sentence."),
        ({"gives": ""}, "gives", "Say what they have of it in a sentence."),
        ({"do": "x" * 301}, "do", "these are 301"),
        ({"do": "Ask them to do us a favour and review the product."}, "do", "asks for a favour"),
        ({"gives": "A voucher in return for a review."}, "gives", "asks for a favour"),
    ],
)
def test_a_mistake_is_named_with_its_place(change: dict[str, str], field: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        check([GOOD, {**GOOD, "do": "Call them back within the day.", **change}])
    assert (refused.value.data["row"], refused.value.data["field"]) == (1, field)


def test_the_same_suggestion_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="stands here twice"):
        check([GOOD, {**GOOD, "do": GOOD["do"].upper()}])


def test_a_list_that_nobody_follows_is_refused() -> None:
    with pytest.raises(BadInput, match=f"Keep {MOST}"):
        check([{**GOOD, "do": f"Go through their open cases, part {n}."} for n in range(MOST + 1)])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[sponsor]", "not valid TOML"),
        ("[[sponsr]]\nkind='help'", "no place for sponsr"),
        ("sponsor = 'call'", "no suggestion for outcome_owner"),
    ],
)
def test_a_file_that_is_no_playbook_is_refused_with_its_name(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read(text, name="loyal.toml")
    assert refused.value.sentence.startswith("loyal.toml")
