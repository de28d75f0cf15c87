"""The gates of a placement as rows of a page: sign, what it says, both sides, each item with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vouch.domain.stages import Gate, GateState
from vouch.program.people.named import Named
from vouch.runs.shown.evidence import Item
from vouch.runs.shown.roles import Part
from vouch.runs.shown.standing import GateShown, Stand
from vouch.web.shared import reader
from vouch.web.shared.environment import capital, gate_words, url
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.words.evidence import told, weight_words
from vouch.web.workspace.customers.words.gates import NEEDED, line, sign

SHOWN = 5
"""Items of one side that are shown at once; the others are a click away."""

KEY_PARTS = {"sponsor": "sponsor", "outcome_owner": "outcome owner", "renewal_decider": "renewal decider"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item: its sign, what it says, how much it counts, when, and the address of its source row."""

    sign: str
    words: str
    weight: str = ""
    day: dt.date | None = None
    source: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class GateRow:
    """One gate. `counts` says how many items stand on each side; `open` that it is shown with both sides at once."""

    gate: Gate
    sign: str
    name: str
    says: str
    counts: str
    pro: Sequence[Row]
    con: Sequence[Row]
    open: bool
    note: str = ""


@dataclass(frozen=True)
class Around:
    """Who and where: names by id, the roles of people, those of an account, and whose page it is."""

    names: Mapping[str, Named]
    parts: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    people: Sequence[str] = ()
    evidence: str = "account_evidence"

    def name(self, contact: str | None) -> str:
        """A person's name; empty where nobody is meant, or they were erased."""
        return self.names[contact].name if contact and contact in self.names else ""


def gate_rows(stand: Stand, around: Around) -> list[GateRow]:
    """The gates of a placement, in the order of the scale."""
    return [_row(stand, gate, around) for gate in stand.gates]


def _row(stand: Stand, gate: GateShown, around: Around) -> GateRow:
    whose = stand.account if gate.lent else stand.subject
    view = "account_evidence" if gate.lent or stand.kind == "account" else "person_evidence"
    pro = [_item(item, around, view, whose) for item in gate.pro]
    con = [_item(item, around, view, whose) for item in gate.con]
    if gate.open:
        con += _missing(gate, around)
    waits = policy().gates.fall_waits_days
    return GateRow(
        gate=gate.gate,
        sign=sign(gate),
        name=capital(gate_words(gate.gate)),
        says=line(gate, stand.day, waits_days=waits, name=around.name),
        counts=_counts(gate),
        pro=pro,
        con=con,
        open=gate.state is GateState.CONTRADICTED or gate.stale or gate.differ,
        note="The account’s own; shown here because it counts for everyone there." if gate.lent else "",
    )


def _counts(gate: GateShown) -> str:
    """How many items stand on each side; what there is none of is not said: “2 for, 1 old”."""
    signs = [item.sign for item in gate.items]
    words = {"for": "for", "against": "against", "stale": "old"}
    return ", ".join(f"{signs.count(one)} {words[one]}" for one in words if one in signs) or "nothing yet"


def _item(item: Item, around: Around, view: str, whose: str) -> Row:
    return Row(
        sign=item.sign,
        words=told(item, around.name(item.contact)),
        weight=weight_words(item),
        day=item.day,
        source=f"{item.file}, row {reader.current().number(item.row)}",
        address=url(view, whose, item.atom),
    )


def _missing(gate: GateShown, around: Around) -> list[Row]:
    """What would decide an open gate: what it takes, and who could say it."""
    rows = [Row(sign="unknown", words=NEEDED[gate.gate])]
    if gate.gate is Gate.ATTITUDE:
        heard = {item.contact for item in gate.items}
        for person in around.people:
            now = [part.role for part in around.parts.get(person, ()) if part.now and part.role in KEY_PARTS]
            if now and person not in heard and around.name(person):
                words = f"{around.name(person)} has not been heard, and counts in full as {KEY_PARTS[now[0]]}"
                rows.append(Row(sign="unknown", words=words, source="People", address=url("person", person)))
    return rows[:4]
