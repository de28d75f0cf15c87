"""A policy is tried: who would move and why, with nothing published; then it is adopted whole, or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.program.cast import ines, somebody
from tests.web.factory import TODAY, Placed
from vouch.domain.errors import BadInput, BadPolicy, Conflict, NotAllowed, Refusal
from vouch.domain.policy import Policy, load, read
from vouch.domain.policy.written import as_toml, differences
from vouch.program.colleagues.permissions import Position
from vouch.program.findings.models import Placement, Run
from vouch.program.history.models import Change
from vouch.program.previews import actions, queries
from vouch.program.previews.models import Preview, WouldMove
from vouch.program.work import doing
from vouch.program.work.models import Job
from vouch.runs import trying, what_if
from vouch.runs.place import open_run
from vouch.runs.place.answers import placements
from vouch.runs.trying import adopting
from vouch.runs.work import Worker, previewing

STRICT = "[gates]\nmet_from = 0.9\n"
TRIED = [STRICT, "[gates]\nleast_weight = 0.9\n", "[evidence.nps]\nhalf_life_days = 30\n"]


def tried(own: Path, text: str = STRICT, **more: Any) -> Preview:
    return trying.try_text(own, by=more.get("by") or ines(), text=text, wake=lambda: None)


def worked(own: Path, row: Preview) -> Preview:
    worker = Worker(own)
    assert worker.step()
    return queries.preview(row.pk)


def stands(own: Path, policy: Policy) -> dict[tuple[str, str], dict[str, Any]]:
    """Where everybody stands under a policy, found the long way."""
    with open_run(own, [TODAY], policy) as run:
        return {(one["kind"], one["name"]): one for one in placements(run)}


def told(one: dict[str, Any]) -> tuple[Any, ...]:
    return (one["stage"], one["at_least"], one["at_most"], any(risk.get("flagged", True) for risk in one["at_risk"]))


@pytest.mark.parametrize("text", TRIED)
def test_who_would_move_is_exactly_who_stands_elsewhere_and_says_which_gates_differ(own: Path, text: str) -> None:
    now, then = load(), read(text)
    found = {(one.kind, one.name): one for one in what_if.compare(own, TODAY, now, then).found}
    before, after = stands(own, now), stands(own, then)
    assert set(found) == {key for key in before if told(before[key])[:3] != told(after[key])[:3]} | {
        key for key in found if found[key].now and found[key].then and found[key].now.at_risk != found[key].then.at_risk
    }
    for key, one in found.items():
        gates = [{gate["gate"]: gate["state"] for gate in side[key]["gates"]} for side in (before, after)]
        assert one.now
        assert one.now.stage == before[key]["stage"]
        for gate, was, would in one.why:
            if key[0] == "account":
                assert (gates[0][gate], gates[1][gate]) == (was, would)


def test_the_command_line_says_the_same(own: Path) -> None:
    found = what_if.compare(own, TODAY, load(), read(STRICT)).found
    assert found
    assert what_if.moves(own, TODAY, load(), read(STRICT)) == [
        {"kind": one.kind, "id": one.id, "name": one.name, "now": one.now.told, "then": one.then.told}  # type: ignore[union-attr]
        for one in found
    ]


def test_trying_publishes_nothing_and_counts_everybody_who_would_move(own: Path, placed: Placed) -> None:
    files = {path: path.stat().st_mtime_ns for path in (own / "lake").rglob("*") if path.is_file()}
    rows = list(Placement.objects.order_by("pk").values())
    row = worked(own, tried(own))
    assert (row.job.state, row.as_of, row.base, row.keys) == (
        "done", TODAY, "2026-11", [{"key": "gates.met_from", "now": 0.3, "then": 0.9}],
    )  # fmt: skip
    assert list(Placement.objects.order_by("pk").values()) == rows
    assert [run.pk for run in Run.objects.all()] == [placed.run]
    assert {path: path.stat().st_mtime_ns for path in (own / "lake").rglob("*") if path.is_file()} == files
    assert not (own / "policy.toml").exists()
    assert sum(one["count"] for one in row.counts) == row.moves.count() > 0
    assert row.placed == {"account": 8, "contact": len([one for one in placed.placements if one.kind == "contact"])}
    page = queries.moves(row, kind="account", limit=1)
    rest = queries.moves(row, kind="account", after=page.after or 0)
    assert [*page.rows, *rest.rows] == list(WouldMove.objects.filter(preview=row, kind="account").order_by("number"))


def test_a_worker_that_is_killed_half_way_is_followed_by_one_that_notes_everybody_once(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tried(own)
    job = doing.begin(row.job)
    previewing.preview(own, job, load())  # and killed before it could say that it was done
    count = row.moves.count()
    assert doing.recover() == 1
    assert worked(own, row).job.state == "done"
    assert row.moves.count() == count


def test_a_trial_that_is_stopped_notes_nobody(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who = ines()
    row, step = tried(own, by=who), previewing.Telling.step

    def stopped(telling: Any, done: int, of: int, words: str) -> None:
        if done == 1:
            actions.stop_preview(by=who, preview=row.pk)
        step(telling, done, of, words)

    monkeypatch.setattr(previewing.Telling, "step", stopped)
    assert worked(own, row).job.state == "stopped"
    assert row.moves.count() == 0
    assert not any((own / "spill").iterdir()), "what the first placement left is gone"
    with pytest.raises(Conflict, match="not tried to its end"):
        trying.adopt(own, by=who, preview=row.pk, wake=lambda: None)


def test_who_would_move_is_noted_some_at_a_time_and_forgotten_where_it_is_stopped(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, told = ines(), list[tuple[int, int, str]]()
    row, step = tried(own, by=who), previewing.Telling.step

    def stopped(telling: Any, done: int, of: int, words: str) -> None:
        told.append((done, of, words))
        if words.startswith("Writing down") and len([one for one in told if one[2].startswith("Writing down")]) == 2:
            assert row.moves.count() == 4
            actions.stop_preview(by=who, preview=row.pk)
        step(telling, done, of, words)

    monkeypatch.setattr(previewing, "_AT_ONCE", 2)
    monkeypatch.setattr(previewing.Telling, "step", stopped)
    assert worked(own, row).job.state == "stopped"
    assert row.moves.count() == 0
    steps = [done for done, _of, _words in told]
    assert steps == sorted(steps)
    assert len(set(steps)) > 30, "how far it is is said within each placement"
    assert {of for _done, of, _words in told} == {100}
    assert told[-1][2].startswith("Writing down who would move, 4 of ")


def test_an_administrator_puts_it_in_force_and_what_was_before_is_kept(own: Path) -> None:
    who, manager = ines(), somebody(Position.PROGRAMME_MANAGER)
    (own / "policy.toml").write_text('[company]\nname = "Quayside"\n', encoding="utf-8")
    before = load(own / "policy.toml").version
    text = trying.changed_text(own, {"gates.met_from": 0.9})
    row = worked(own, tried(own, text, by=manager))
    with pytest.raises(NotAllowed, match="may not change the policy"):
        trying.adopt(own, by=manager, preview=row.pk, wake=lambda: None)
    woken: list[int] = []
    trying.adopt(own, by=who, preview=row.pk, wake=lambda: woken.append(1))
    policy = load(own / "policy.toml")
    assert (policy.version, policy.gates.met_from, policy.company.name) == (row.version, 0.9, "Quayside")
    assert (own / "policies" / f"{before}.toml").read_text(encoding="utf-8") == '[company]\nname = "Quayside"\n'
    change = Change.objects.get(action="adopt_policy")
    assert (change.data["before"], change.data["after"]) == (before, row.version)
    assert Job.objects.filter(task="refresh", state="waiting").count() == 1
    with pytest.raises(Conflict, match="adopted already"):
        trying.adopt(own, by=who, preview=row.pk, wake=lambda: None)


def test_what_was_tried_against_another_policy_is_not_adopted(own: Path) -> None:
    who = ines()
    row = worked(own, tried(own, by=who))
    (own / "policy.toml").write_text("[gates]\nmet_from = 0.4\n", encoding="utf-8")
    with pytest.raises(Conflict, match="came into force since this was tried against 2026-11"):
        trying.adopt(own, by=who, preview=row.pk, wake=lambda: None)
    assert load(own / "policy.toml").gates.met_from == 0.4


def test_a_full_disk_adopts_nothing(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    who = ines()
    row = worked(own, tried(own, by=who))

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(adopting, "_written", full)
    with pytest.raises(Refusal):
        trying.adopt(own, by=who, preview=row.pk, wake=lambda: None)
    row.refresh_from_db()
    assert row.adopted_at is None
    assert not Change.objects.filter(action="adopt_policy").exists()


def test_a_dropped_policy_was_never_in_force_and_can_be_had_back(own: Path) -> None:
    who = ines()
    row = worked(own, tried(own, by=who))
    actions.drop(by=who, preview=row.pk)
    assert list(queries.latest()) == []
    actions.pick_up(by=who, preview=row.pk)
    assert [one.pk for one in queries.latest()] == [row.pk]


def test_mistakes_are_said_and_nothing_is_tried(own: Path) -> None:
    who = ines()
    with pytest.raises(BadPolicy, match=r"gates\.met_form is not a key of the policy; did you mean met_from\?"):
        tried(own, "[gates]\nmet_form = 1\n", by=who)
    with pytest.raises(BadPolicy, match="not valid TOML"):
        tried(own, "gates = [", by=who)
    with pytest.raises(Conflict, match="changes nothing"):
        tried(own, "", by=who)
    with pytest.raises(BadInput, match="no threshold"):
        trying.changed_text(own, {"gates.luck": 1})
    with pytest.raises(NotAllowed, match="see who would move under another policy"):
        tried(own, by=somebody(Position.SELLER))
    assert not Preview.objects.exists()


def test_a_threshold_that_cannot_be_stays_open_and_says_why_beside_its_field(own: Path, client: Client) -> None:
    client.force_login(ines())
    known = {one.key: one.value for one in trying.thresholds(load(own / "policy.toml"))}
    sent = {key: "on" if value is True else str(value) for key, value in known.items() if value is not False}
    page = client.post("/policy/thresholds/", sent | {"tickets.closed_badly_after_days": "-4"})
    assert page.status_code == 422
    said = page.content.decode()
    assert said.count("<details open><summary>Tickets") == 1
    assert said.count("<details open>") == 1
    assert "This must be at least 0 (it says -4)." in said
    assert "tickets.closed_badly_after_days: this must be at least 0 (it says -4)." in said
    assert "Which cases are grave, and what a bad end is." in said, "each part says what it is about"
    assert "A case that took longer was closed badly." in said, "and each threshold, as the file does"


@pytest.mark.django_db
def test_single_thresholds_change_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(
        '[company]\nname = "A \\"quoted\\" name"\n[gates]\nshrink = 0.4\n[surveys.items]\n"how likely?" = "nps"\n',
        encoding="utf-8",
    )
    now = load(tmp_path / "policy.toml")
    known = trying.thresholds(now)
    assert len(known) > 50
    then = read(trying.changed_text(tmp_path, {"gates.met_from": 0.5, "evidence.nps.reliability": 0.7}))
    found = differences(now.model_dump(mode="json"), then.model_dump(mode="json"))
    assert {(one.key, one.then) for one in found} == {("gates.met_from", 0.5), ("evidence.nps.reliability", 0.7)}
    same = read(as_toml(now.model_dump(mode="python")))
    assert [one.key for one in differences(now.model_dump(mode="json"), same.model_dump(mode="json"))] == []


def test_the_day_is_that_of_the_placements_that_pages_show(own: Path) -> None:
    earlier = dt.date(2026, 10, 31)
    Run.objects.update(as_of=earlier)
    assert worked(own, tried(own)).as_of == earlier
