"""Was the truth found? The plan of a sample beside what a run said of it, account by account and kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vouch.runs.demo.plan import Plan, Truth


@dataclass(frozen=True, kw_only=True)
class Found:
    """What became of one truth. `misses` has a sentence for each thing that was not found; empty where all was."""

    truth: Truth
    stage: str | None
    misses: tuple[str, ...]


def compare(plan: Plan, placements: Iterable[Mapping[str, Any]]) -> list[Found]:
    """Every truth of the plan, in its order, beside the placements of a run as `vouch place --json` writes them.

    Ordinary customers are compared too: their misses are no mistakes, their plan allows for accidents.
    """
    accounts: dict[str, Mapping[str, Any]] = {}
    contacts: dict[str, Mapping[str, Any]] = {}
    for placed in placements:
        (accounts if placed["kind"] == "account" else contacts)[placed["id"]] = placed
    return [_one(truth, accounts.get(truth.account), contacts.get(truth.contact or "")) for truth in plan.truth]


def table(found: Iterable[Found]) -> list[tuple[str, int, int]]:
    """For each planted kind, in alphabetical order: name, how many there are, how many were found in all respects."""
    planted, good = Counter[str](), Counter[str]()
    for one in found:
        if one.truth.planted:
            planted[one.truth.kind] += 1
            good[one.truth.kind] += not one.misses
    return [(kind, planted[kind], good[kind]) for kind in sorted(planted)]


def confusion(found: Iterable[Found]) -> dict[tuple[str, str], int]:
    """Of the ordinary customers: how many planned for one stage (the likeliest) were placed in which."""
    return dict(
        sorted(
            Counter(
                (one.truth.stage[0], one.stage) for one in found if not one.truth.planted and one.stage is not None
            ).items()
        )
    )


def _one(truth: Truth, account: Mapping[str, Any] | None, contact: Mapping[str, Any] | None) -> Found:
    stage = account["stage"] if account else None
    return Found(truth=truth, stage=stage, misses=tuple(_misses(truth, account, contact)))


def _misses(truth: Truth, account: Mapping[str, Any] | None, contact: Mapping[str, Any] | None) -> Iterable[str]:
    if truth.customer != "yes":
        if account:
            yield f"{truth.name} is no customer and was placed as {account['stage']}"
        return
    if not account:
        yield f"{truth.name} is a customer and was not placed"
        return
    if account["stage"] not in truth.stage:
        yield f"{truth.name} was placed as {account['stage']}, not {' or '.join(truth.stage)}"
    if truth.at_risk is not None and bool(account["at_risk"]) != truth.at_risk:
        reasons = ", ".join(one["reason"] for one in account["at_risk"]) or "nothing"
        yield f"{truth.name} should {'' if truth.at_risk else 'not '}be at risk; found: {reasons}"
    for flag in truth.flags:
        if flag not in account["flags"]:
            yield f"{truth.name} is not said to be {flag}"
    for flag in truth.not_flags:
        if flag in account["flags"]:
            yield f"{truth.name} is said to be {flag}"
    if truth.no_acts is not None and _acted(account) == truth.no_acts:
        seen = ("something", "no act was seen") if not truth.no_acts else ("nothing", "acts were seen")
        yield f"{truth.name} has done {seen[0]} for others, and {seen[1]}"
    if truth.contact_stage and (not contact or contact["stage"] not in truth.contact_stage):
        placed = contact["stage"] if contact else "nothing"
        yield f"{truth.contact_name} was placed as {placed}, not {' or '.join(truth.contact_stage)}"


def _acted(account: Mapping[str, Any]) -> bool:
    """Whether anything the account did for others was seen at all."""
    return any(gate["gate"] == "acts" and gate["evidence"] for gate in account["gates"])
