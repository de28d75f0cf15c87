"""The rules of the next ask are policy: they move nobody's stage, and cannot contradict themselves."""

from __future__ import annotations

import json

import pytest

from vouch.domain.errors import BadPolicy
from vouch.domain.policy import load, read


def test_how_people_are_asked_moves_nobody_and_still_makes_another_policy() -> None:
    changed = read("[next_ask.cost]\nload = 0.9")
    assert changed.next_ask.cost.load == 0.9
    assert changed.version != load().version
    mine, shipped = json.loads(changed.placing()), json.loads(load().placing())
    assert {**mine, "version": ""} == {**shipped, "version": ""}
    assert "next_ask" not in mine


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("[next_ask.yes_rate]\nkappa = 60.0", "kappa_least, kappa, kappa_most"),
        ("[next_ask.win]\nleast = 5.0", "nobody whose goals are not known could be asked"),
        ("[next_ask.exploration]\nshare = 0.2", "0.1"),
        ("[next_ask.step]\nlargest = 0", "1"),
        ("[next_ask.need]\nreech = 1.0", "did you mean reach?"),
        ("[ideal]\nagree_from = 0.3", "partly_from must not be above agree_from"),
        ("[touch]\nspark_sure = 0.4", "0.5"),
        ("[touch]\nspark_names = 4", "spark_names must not be above spark_listed"),
    ],
)
def test_a_mistake_is_one_sentence(text: str, about: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        read(text)
    assert len(refused.value.mistakes) == 1
    assert about in refused.value.mistakes[0]
