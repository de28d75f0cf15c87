"""The result tables: what a run writes and pages read.

Result columns are plain: subjects are internal ids (`subject`), never names, so that a recorded finding holds nothing
of a person. Times are UTC timestamps, dates are days in the company's time zone.
"""

from __future__ import annotations

from vouch.tables.shape import Column, Table, Type

_RUN = Column(name="run", type=Type.ID, doc="The run that found it: follows from data, policy and date alone.")
_AS_OF = Column(name="as_of", type=Type.DATE, doc="The day it is as of, to its end.")
_KIND = Column(name="kind", type=Type.CHOICE, doc="Account or contact.", choices=("account", "contact"))
_SUBJECT = Column(name="subject", type=Type.ID, doc="Internal id of the account or contact.")

PLACEMENTS = Table(
    name="placements",
    sentence="Where each customer stands as of a day.",
    key=("run", "as_of", "kind", "subject"),
    columns=(
        _RUN,
        _AS_OF,
        _KIND,
        _SUBJECT,
        Column(name="account", type=Type.ID, doc="The account a contact belongs to on that day; an account's own id."),
        Column(name="stage", type=Type.TEXT, doc="The stage."),
        Column(name="at_least", type=Type.TEXT, doc="The stage if nothing unknown turns out well."),
        Column(name="at_most", type=Type.TEXT, doc="The stage if all that is unknown turns out well."),
        Column(name="captive", type=Type.YES_NO, doc="Patronage met, attitude contradicted."),
        Column(name="latent", type=Type.YES_NO, doc="Attitude and exceeds met, renewal not yet due."),
        Column(name="personal_advocate", type=Type.YES_NO, doc="An advocate inside a merely satisfied account."),
        Column(name="at_risk", type=Type.YES_NO, doc="One hard or two soft reasons stand."),
        Column(name="coverage", type=Type.NUMBER, doc="Decided gates over gates that could exist, 0 to 1."),
        Column(name="confidence", type=Type.NUMBER, doc="Mean over those gates of min(1, K), 0 to 1."),
        Column(name="attitude_low", type=Type.NUMBER, doc="Lowest attitude score among its people, -1 to 1."),
        Column(name="attitude_high", type=Type.NUMBER, doc="Highest attitude score among its people, -1 to 1."),
        Column(name="former", type=Type.YES_NO, doc="No longer a customer: the last stage it had."),
    ),
)

GATES = Table(
    name="gates",
    sentence="What each gate of each placement says.",
    key=("run", "as_of", "kind", "subject", "gate"),
    columns=(
        _RUN,
        _AS_OF,
        _KIND,
        _SUBJECT,
        Column(name="gate", type=Type.TEXT, doc="Which gate."),
        Column(name="state", type=Type.TEXT, doc="Met, contradicted, unknown or not yet possible: in force that day."),
        Column(name="decided", type=Type.TEXT, doc="What the evidence itself says that day, before a fall has waited."),
        Column(name="stale", type=Type.YES_NO, doc="Met once, and the evidence has grown old."),
        Column(name="differ", type=Type.YES_NO, doc="Unknown because answers differ."),
        Column(name="score", type=Type.NUMBER, doc="S at the last arrival."),
        Column(name="weight", type=Type.NUMBER, doc="K on the day."),
        Column(name="decided_at", type=Type.TIME, doc="When the present decision was made."),
        Column(name="due_on", type=Type.DATE, doc="When it first becomes possible (a renewal), where known."),
    ),
)

REASONS = Table(
    name="reasons",
    sentence="Why an account is, or might soon be, at risk.",
    key=("run", "as_of", "subject", "reason", "since"),
    columns=(
        _RUN,
        _AS_OF,
        _SUBJECT,
        Column(name="reason", type=Type.TEXT, doc="Which rule of the policy."),
        Column(name="hard", type=Type.YES_NO, doc="One is enough; of soft ones it takes two."),
        Column(name="since", type=Type.DATE, doc="Since when."),
        Column(name="ends", type=Type.TEXT, doc="The day it ends by itself, or what ends it."),
    ),
)

EVIDENCE = Table(
    name="evidence",
    sentence="One signal read as support for or against one gate.",
    key=("kind", "subject", "gate", "atom"),
    columns=(
        _KIND,
        _SUBJECT,
        Column(name="gate", type=Type.TEXT, doc="Which gate."),
        Column(name="atom", type=Type.ID, doc="Key of the fact it is read from."),
        Column(name="reads", type=Type.TEXT, doc="The kind of evidence, as policy names it."),
        Column(name="value", type=Type.NUMBER, doc="v, from -1 to 1."),
        Column(name="weight", type=Type.NUMBER, doc="w on the day."),
        Column(name="reliability", type=Type.NUMBER, doc="rho x role, from 0 to 1."),
        Column(name="half_life_days", type=Type.NUMBER, doc="Days in which the weight halves; empty for never."),
        Column(name="happened_at", type=Type.TIME, doc="When it arrived."),
        Column(name="ended_at", type=Type.TIME, doc="When something took its place."),
        Column(name="contact", type=Type.ID, doc="Whose it is, for a person's evidence on an account."),
        Column(name="says", type=Type.TEXT, doc="The particulars, in the source's words."),
        Column(name="source", type=Type.TEXT, doc="The file it came from."),
        Column(name="row", type=Type.COUNT, doc="The row of that file."),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in (PLACEMENTS, GATES, REASONS, EVIDENCE)}
