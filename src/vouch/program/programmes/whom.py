"""Whom does a programme ask? What may be said of it, and how it reads; reviews go by segment and lot alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vouch.domain.errors import BadInput
from vouch.domain.stages import Stage
from vouch.program.asks.queries.drawn import Rule
from vouch.program.findings.filters import FLAGS, Filter
from vouch.program.programmes.states import Goal, Whom

NARROWS = ("stage", "flag", "segment", "region")
"""What a list can be narrowed by, for a programme."""
MOST_LOT = 200


def checked(goal: str, whom: str, narrowed: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of it. Raises BadInput with the field: for reviews for anything but a segment and a lot."""
    if whom not in Whom.values:
        raise BadInput("bad_whom", f"Its people are {', '.join(Whom.labels)}.", field="whom")
    if (goal == Goal.REVIEWS) != (whom == Whom.RULE):
        raise (
            _reviews()
            if goal == Goal.REVIEWS
            else BadInput(
                "only_reviews",
                "A whole segment or a lot is for reviews. Narrow the list, or choose people.",
                field="whom",
            )
        )
    if whom == Whom.RULE:
        return _rule(narrowed)
    if whom != Whom.FILTER:
        return {}
    kept = {name: value for name in NARROWS if isinstance(value := narrowed.get(name), str) and value}
    if not kept:
        raise BadInput("not_narrowed", "Say by what the list is narrowed, or take everybody.", field="whom")
    if kept.get("stage", "loyal") not in list(Stage):
        raise BadInput("bad_stage", f"“{kept['stage'][:20]}” is no stage.", field="stage")
    if kept.get("flag", "latent") not in FLAGS:
        raise BadInput("bad_flag", f"“{kept['flag'][:20]}” is nothing a list can be narrowed by.", field="flag")
    return {name: value[:120] for name, value in kept.items()}


def _rule(narrowed: Mapping[str, Any]) -> dict[str, Any]:
    if any(narrowed.get(name) for name in narrowed if name not in ("segment", "size", "seed")):
        raise _reviews()
    size, segment = narrowed.get("size"), narrowed.get("segment")
    if size is not None and not (isinstance(size, int) and 1 <= size <= MOST_LOT):
        raise BadInput("bad_lot", f"Draw 1 to {MOST_LOT} people, or invite everybody.", field="size")
    seed = " ".join(str(narrowed.get("seed") or "").split())[:24]
    if size is not None and not seed:
        raise BadInput("no_seed", "Give the lot a seed: the same seed draws the same people again.", field="seed")
    return {"segment": None if segment is None else str(segment)[:120], "size": size, "seed": seed if size else ""}


def rule_of(narrowed: Mapping[str, Any]) -> Rule:
    """The rule of a programme of reviews."""
    return Rule(segment=narrowed.get("segment"), size=narrowed.get("size"), seed=narrowed.get("seed", ""))


def filter_of(narrowed: Mapping[str, Any]) -> Filter:
    """The list of people of a programme."""
    return Filter(kind="contact", **{name: narrowed[name] for name in NARROWS if name in narrowed})


def whom_words(whom: str, narrowed: Mapping[str, Any], people: int = 0) -> str:
    """Whom it asks, as a sentence.

    >>> whom_words("filter", {"stage": "loyal", "segment": "Food"})
    'People at customers who are loyal, in the segment “Food”.'
    >>> whom_words("rule", {"segment": None, "size": 40, "seed": "may"})
    'At customers of every segment: 40 drawn by lot, seed may; by no stage, score or opinion.'
    """
    match whom:
        case Whom.RULE:
            return rule_of(narrowed).words
        case Whom.LISTED:
            return f"{people} {'person' if people == 1 else 'people'} chosen one by one."
        case Whom.FILTER:
            return f"People at customers {', '.join(_narrowed(narrowed))}."
    return "Everybody at a customer who may be asked."


def _narrowed(narrowed: Mapping[str, Any]) -> list[str]:
    found = []
    if stage := narrowed.get("stage"):
        found.append(f"who are {Stage(stage).words}")
    if flag := narrowed.get("flag"):
        found.append(_FLAGS.get(flag, flag.replace("_", " ")))
    if segment := narrowed.get("segment"):
        found.append(f"in the segment “{segment}”")
    if region := narrowed.get("region"):
        found.append(f"in {region}")
    return found


_FLAGS = {
    "latent": "who are latent",
    "at_risk": "who are at risk",
    "captive": "who are captive",
    "personal_advocate": "who are advocates themselves",
}


def _reviews() -> BadInput:
    return BadInput(
        "open_to_all",
        "Nobody is chosen for a review: that would invite those who praise. Invite a whole segment, or draw a lot.",
        field="whom",
    )
