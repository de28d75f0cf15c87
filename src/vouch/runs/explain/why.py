"""Why, in at most five sentences: alike evidence folded with its count, the heaviest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from vouch.domain.errors import NotFound
from vouch.domain.stages import Gate, Stage
from vouch.runs.explain.find import find
from vouch.runs.place.answers import placed_rows
from vouch.runs.place.missing import missing_word
from vouch.runs.place.run import Run

MOST = 5
KINDS = {
    "nps": ("answer to “would you recommend us”", "answers to “would you recommend us”"),
    "csat": ("satisfaction answer", "satisfaction answers"),
    "ces": ("effort answer", "effort answers"),
    "expectations": ("answer on expectations", "answers on expectations"),
    "sentiment": ("word of a colleague", "words of colleagues"),
    "nomination": ("nomination", "nominations"),
    "promise": ("promise", "promises"),
    "milestone": ("milestone in time", "milestones in time"),
    "implementation": ("smooth implementation", "smooth implementations"),
    "first_renewal": ("first renewal", "first renewals"),
    "case": ("grave case", "grave cases"),
    "renewal": ("contract decision", "contract decisions"),
    "result": ("result", "results"),
    "act": ("act of advocacy", "acts of advocacy"),
    "community": ("help in the community", "times help in the community"),
}
STATES = {
    "met": "met",
    "contradicted": "contradicted",
    "unknown": "not known yet",
    "not_yet_possible": "not possible yet",
}
REASONS = {
    "cancellation_or_downsell_notice": "they gave notice",
    "severity_one_open": "a grave case has stood open too long",
    "sponsor_gone": "their sponsor has gone and nobody has followed",
    "detractor_in_key_role": "somebody who decides gave six or less",
    "usage_down": "usage has fallen",
    "promise_missed": "a promise was missed",
    "sentiment_amber": "a colleague is worried",
    "messages_unanswered": "two messages have had no answer",
    "competitor_seen": "a competitor was seen",
}


def explain(run: Run, name_or_id: str) -> dict[str, Any]:
    """One placement, found by name or id, as a row with everything known of it; `why` in sentences.

    Raises NotFound or Ambiguous; and NotFound for somebody who is known but not placed, saying why not.
    """
    found = find(run, name_or_id)
    for row in placed_rows(run, subjects=[found["subject"]]):
        if row["subject"] == found["subject"]:
            return row | {"why": why(row)}
    raise NotFound("not_placed", _not_placed(run, found), name=found["name"])


def why(row: dict[str, Any]) -> list[str]:
    """At most five sentences: where they stand, what decided that, what is missing."""
    sentences = [_standing(row)]
    sentences += [_gate(gate) for gate in _telling(row)]
    if row["at_risk"]:
        told = [REASONS[reason["reason"]] for reason in row["at_risk"]]
        sentences.insert(1, f"At risk: {_listed(told)}.")
    return sentences[:MOST]


def _standing(row: dict[str, Any]) -> str:
    stage, most = Stage(row["stage"]), Stage(row["at_most"])
    name, words = row["name"] or row["id"], stage.words
    said = f"It is {words} where {name} stands" if stage is Stage.NOT_KNOWN_YET else f"{name} is {_article(words)}"
    could = "" if most is Stage(row["at_least"]) else f", and could be {_article(most.words)}"
    missing = [missing_word(gate, row["due_on"]) for gate in row["missing"]]
    rest = f": missing {'is' if len(missing) == 1 else 'are'} {_listed(missing)}" if missing else ""
    old = f"; grown old: {_listed([Gate(gate).words for gate in row['stale']])}" if row["stale"] else ""
    return f"{said}{could}{rest}{old}."


def _article(words: str) -> str:
    return "an advocate" if words == "advocate" else words


def _telling(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The gates that have evidence: what speaks against first, then by how much they weigh."""
    gates = [gate for gate in row["gates"] if gate["evidence"]]
    order = {"contradicted": 0, "met": 1, "unknown": 2, "not_yet_possible": 3}
    return sorted(gates, key=lambda gate: (order[gate["state"]], -sum(item["weight"] for item in gate["evidence"])))


def _gate(gate: dict[str, Any]) -> str:
    folded: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for item in gate["evidence"]:
        folded.setdefault((item["kind"], item["for"]), []).append(item)
    heavy = sorted(folded.items(), key=lambda part: -sum(item["weight"] for item in part[1]))
    told = [_fold(kind, items) for (kind, _for), items in heavy[:3]]
    more = sum(len(items) for _part, items in heavy[3:])
    rest = f", and {more} more" if more else ""
    name = Gate(gate["gate"]).words.capitalize()
    return f"{name} ({STATES[gate['state']]}): {'; '.join(told)}{rest}."


def _fold(kind: str, items: Sequence[dict[str, Any]]) -> str:
    one, many = KINDS.get(kind, (kind, kind))
    first = items[0]
    against = "" if first["for"] else " against"
    day = datetime.strptime(first["happened_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    latest = f"{_cut(first['says'])}, {_day(day.date())} ({first['source']}, row {first['row']})"
    if len(items) == 1:
        return f"one {one}{against}: {latest}"
    return f"{len(items)} {many}{against}, heaviest: {latest}"


def _cut(text: str | None, most: int = 90) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _not_placed(run: Run, found: dict[str, Any]) -> str:
    name, of = found["name"] or found["source_id"], run.as_of.isoformat()
    if found["kind"] == "contact":
        return f"{name} is known, but works for no customer as of {of}, and so is not placed."
    if found["is"] == "former":
        until = found["until"]
        left = "" if until is None else f" since {datetime.fromtimestamp(until, run.policy.zone).date().isoformat()}"
        return f"{name} is a former customer{left}, and so is not on the map as of {of}; its history is kept."
    said = f" (its type is {found['type']})" if found["type"] else " (nothing says that it bought, subscribed or uses)"
    return f"{name} is not a customer as of {of}{said}, and so is not placed."
