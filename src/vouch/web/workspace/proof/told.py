"""An entry line by line: what each kind of it says."""

from __future__ import annotations

from typing import Any

from vouch.web.shared import reader
from vouch.web.shared.environment import word

Rows = list[tuple[str, str]]


def told(kind: str, entry: Any) -> Rows:
    """The lines of an entry as (what, value); empty values are left out by the page."""
    return [(what, value) for what, value in _TOLD[kind](entry) if value]


def _day(value: Any) -> str:
    return reader.current().day(value) if value else ""


def _number(value: float | None, unit: str = "") -> str:
    return f"{reader.current().number(value)} {unit}".strip() if value is not None else ""


def _promise(entry: Any) -> Rows:
    return [
        ("How anybody can tell", entry.measure),
        ("Number aimed at", _number(entry.target)),
        ("Promised on", _day(entry.promised_on)),
        ("Due on", _day(entry.due_on)),
        ("Clear since", _day(entry.decided_on)),
    ]


def _result(entry: Any) -> Rows:
    return [
        ("Number", _number(entry.number, entry.unit)),
        ("Reached on", _day(entry.reached_on)),
        ("More than they expected", "yes" if entry.exceeds else "no"),
    ]


def _sentiment(entry: Any) -> Rows:
    return [("Why", entry.note), ("As of", _day(entry.rated_on))]


def _act(entry: Any) -> Rows:
    prompted = {"asked": "yes", "unprompted": "no, nobody asked"}.get(entry.prompted, "not known")
    return [
        ("Done on", _day(entry.done_at)),
        ("Did we ask", prompted),
        ("Reward announced", entry.reward_announced or "none"),
        ("How good", {1.0: "could not be better", 0.7: "good", 0.4: "thin"}.get(entry.quality, _number(entry.quality))),
        ("About", entry.text),
    ]


def _role(entry: Any) -> Rows:
    return [("Since", _day(entry.from_on)), ("Until", _day(entry.until_on))]


def _person(entry: Any) -> Rows:
    return [("E-mail", entry.email), ("What they do there", entry.title)]


def headline(kind: str, entry: Any) -> str:
    """What an entry says at its shortest."""
    match kind:
        case "promise" | "result":
            return str(entry.text)
        case "sentiment":
            return {"green": "They are doing well", "amber": "They are doing so-so", "red": "They are doing badly"}[
                str(entry.rating)
            ]
        case "act":
            return str(entry.activity_type)
        case "role":
            return word(str(entry.role))
        case _:
            return str(entry.name)


_TOLD = {
    "promise": _promise,
    "result": _result,
    "sentiment": _sentiment,
    "act": _act,
    "role": _role,
    "person": _person,
}
