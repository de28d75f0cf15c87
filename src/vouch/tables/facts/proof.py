"""What was promised and reached, what colleagues say, and what customers did for others."""

from __future__ import annotations

from vouch.tables.shape import Column, Table, Type

_ACCOUNT = Column(name="account_id", type=Type.ID, doc="Which company.", required=True)
_WHO = (
    Column(name="account_id", type=Type.ID, doc="Which company; the person's where empty."),
    Column(name="contact_id", type=Type.ID, doc="Which person."),
    Column(name="email", type=Type.EMAIL, doc="Which person, by e-mail.", personal=True),
)
_SOMEONE = (("account_id", "contact_id", "email"),)

PROMISES = Table(
    name="promises",
    sentence="What was expected at the sale, and whether it was kept.",
    key=("promise_id",),
    happens="promised_on",
    columns=(
        Column(name="promise_id", type=Type.ID, doc="Its id.", required=True),
        _ACCOUNT,
        Column(name="text", type=Type.TEXT, doc="What was promised, or the goal.", required=True, personal=True),
        Column(name="measure", type=Type.TEXT, doc="How anybody can tell.", personal=True),
        Column(name="target", type=Type.NUMBER, doc="The number aimed at."),
        Column(name="promised_on", type=Type.DATE, doc="When it was promised."),
        Column(name="due_on", type=Type.DATE, doc="By when."),
        Column(
            name="status",
            type=Type.CHOICE,
            doc="How it went; open where empty.",
            choices=("open", "met", "late", "missed"),
        ),
        Column(name="decided_on", type=Type.DATE, doc="When that was clear; the due date where empty."),
        Column(name="signed_off_on", type=Type.DATE, doc="When the customer confirmed it."),
        Column(name="signed_off_by", type=Type.TEXT, doc="Who at the customer.", personal=True),
        Column(name="by", type=Type.TEXT, doc="Who of us wrote it down.", personal=True),
        Column(name="modified_at", type=Type.TIME, doc="When it was last changed."),
    ),
)

RESULTS = Table(
    name="results",
    sentence="What a customer reached with the product, with a number and a name under it where we have them.",
    key=("result_id",),
    happens="reached_on",
    columns=(
        Column(name="result_id", type=Type.ID, doc="Its id.", required=True),
        _ACCOUNT,
        Column(name="promise_id", type=Type.ID, doc="The promise it goes back to."),
        Column(name="text", type=Type.TEXT, doc="What was reached.", required=True, personal=True),
        Column(name="number", type=Type.NUMBER, doc="The measured number."),
        Column(name="unit", type=Type.TEXT, doc="Its unit."),
        Column(name="reached_on", type=Type.DATE, doc="When.", required=True),
        Column(name="exceeds", type=Type.YES_NO, doc="More than was expected; yes where empty."),
        Column(name="signed_off_on", type=Type.DATE, doc="When the customer confirmed it."),
        Column(name="signed_off_by", type=Type.TEXT, doc="Who at the customer.", personal=True),
        Column(name="by", type=Type.TEXT, doc="Who of us wrote it down.", personal=True),
        Column(name="modified_at", type=Type.TIME, doc="When it was last changed."),
    ),
)

NOMINATIONS = Table(
    name="nominations",
    sentence="One of us put a customer forward as an advocate.",
    key=("nomination_id",),
    happens="nominated_on",
    one_of=_SOMEONE,
    columns=(
        Column(name="nomination_id", type=Type.ID, doc="Its id."),
        *_WHO,
        Column(name="by", type=Type.TEXT, doc="Who put them forward.", required=True, personal=True),
        Column(name="team", type=Type.TEXT, doc="Sales, services, support ..."),
        Column(name="nominated_on", type=Type.DATE, doc="When.", required=True),
        Column(name="why", type=Type.TEXT, doc="Why.", personal=True),
    ),
)

SENTIMENT = Table(
    name="sentiment",
    sentence="How one of us feels a customer is doing.",
    key=("account_id", "contact_id", "email", "by", "rated_on"),
    happens="rated_on",
    one_of=_SOMEONE,
    columns=(
        *_WHO,
        Column(name="by", type=Type.TEXT, doc="Who feels so.", required=True, personal=True),
        Column(name="rated_on", type=Type.DATE, doc="When.", required=True),
        Column(name="rating", type=Type.CHOICE, doc="How.", required=True, choices=("red", "amber", "green")),
        Column(name="note", type=Type.TEXT, doc="Why.", personal=True),
    ),
)

ACTS = Table(
    name="acts",
    sentence="A customer did something for others to see or hear: a quote, a call, a talk, a referral ...",
    key=("act_id",),
    happens="done_at",
    one_of=_SOMEONE,
    columns=(
        Column(name="act_id", type=Type.ID, doc="Its id."),
        *_WHO,
        Column(name="activity_type", type=Type.TEXT, doc="What sort of act.", required=True),
        Column(name="done_at", type=Type.TIME, doc="When it was done.", required=True),
        Column(name="prompted", type=Type.CHOICE, doc="Did we ask?", choices=("asked", "unprompted")),
        Column(name="reward_announced", type=Type.TEXT, doc="The reward that had been announced; empty for none."),
        Column(name="quality", type=Type.NUMBER, doc="From 0 to 1; 1 where empty.", low=0, high=1),
        Column(name="completed", type=Type.YES_NO, doc="It was really done; yes where empty."),
        Column(name="text", type=Type.TEXT, doc="What it was about, or where it can be seen.", personal=True),
        Column(name="modified_at", type=Type.TIME, doc="When it was last changed."),
    ),
)

COMMUNITY = Table(
    name="community",
    sentence="A customer took part where customers meet: asked, answered, contributed.",
    key=("event_id",),
    happens="happened_at",
    one_of=_SOMEONE,
    columns=(
        Column(name="event_id", type=Type.ID, doc="Its id in the source."),
        *_WHO,
        Column(name="kind", type=Type.TEXT, doc="What they did; policy says which kinds are help.", required=True),
        Column(name="happened_at", type=Type.TIME, doc="When.", required=True),
        Column(name="quality", type=Type.NUMBER, doc="From 0 to 1; 1 where empty.", low=0, high=1),
        Column(name="text", type=Type.TEXT, doc="What about, or where it can be seen.", personal=True),
    ),
)
