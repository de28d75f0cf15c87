"""What customers do and say: usage, tickets, survey answers, messages, milestones, competitors seen.

A person is named by `contact_id` or `email`, a company by `account_id`, by the person, or by the mail domain; the
company of a person's fact is the one they worked for when it happened.
"""

from __future__ import annotations

from vouch.tables.shape import Column, Table, Type

_WHO = (
    Column(name="account_id", type=Type.ID, doc="Which company; the person's where empty."),
    Column(name="contact_id", type=Type.ID, doc="Which person."),
    Column(name="email", type=Type.EMAIL, doc="Which person, by e-mail.", personal=True),
)
_SOMEONE = (("account_id", "contact_id", "email"),)

USAGE = Table(
    name="usage",
    sentence="The product was used.",
    key=("event_id",),
    happens="happened_at",
    one_of=_SOMEONE,
    columns=(
        Column(name="event_id", type=Type.ID, doc="Its id in the source (messageId)."),
        *_WHO,
        Column(name="event", type=Type.TEXT, doc="What was done."),
        Column(name="happened_at", type=Type.TIME, doc="When.", required=True),
        Column(name="quantity", type=Type.NUMBER, doc="How much; 1 where empty.", low=0),
    ),
)

TICKETS = Table(
    name="tickets",
    sentence="A support case, with its escalation if it had one.",
    key=("ticket_id",),
    happens="opened_at",
    one_of=(("account_id", "contact_id", "email", "organization"),),
    columns=(
        Column(name="ticket_id", type=Type.ID, doc="Its id in the source.", required=True),
        *_WHO,
        Column(name="organization", type=Type.TEXT, doc="The company by name: used only where nothing else tells."),
        Column(name="subject", type=Type.TEXT, doc="Its subject line.", personal=True),
        Column(name="category", type=Type.TEXT, doc="Question, problem, implementation ..."),
        Column(name="priority", type=Type.TEXT, doc="Its priority; policy says which are severity one."),
        Column(name="status", type=Type.TEXT, doc="Open, pending, solved, closed ..."),
        Column(name="opened_at", type=Type.TIME, doc="When it was opened.", required=True),
        Column(name="closed_at", type=Type.TIME, doc="When it was solved or closed."),
        Column(name="escalated", type=Type.YES_NO, doc="It was escalated."),
        Column(name="escalated_at", type=Type.TIME, doc="When; when it was opened where empty."),
        Column(name="reopens", type=Type.COUNT, doc="How often it was opened again.", low=0, high=10_000),
        Column(
            name="satisfaction", type=Type.CHOICE, doc="What the customer said afterwards.", choices=("good", "bad")
        ),
        Column(name="satisfaction_at", type=Type.TIME, doc="When they said it; when it was closed where empty."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

SURVEY_ANSWERS = Table(
    name="survey_answers",
    sentence="One person's answer to one question of a survey.",
    key=("response_id", "item", "email", "contact_id", "answered_at"),
    happens="answered_at",
    one_of=_SOMEONE,
    columns=(
        Column(name="response_id", type=Type.ID, doc="Its id in the source."),
        *_WHO,
        Column(name="survey", type=Type.TEXT, doc="Which survey."),
        Column(name="item", type=Type.TEXT, doc="Which question: nps, csat, ces, expectations ...", required=True),
        Column(name="score", type=Type.NUMBER, doc="The answer as a number."),
        Column(name="scale_low", type=Type.NUMBER, doc="The worst the scale has; policy's scale where empty."),
        Column(name="scale_high", type=Type.NUMBER, doc="The best the scale has; policy's scale where empty."),
        Column(name="comment", type=Type.TEXT, doc="What they wrote.", personal=True),
        Column(name="ticket_id", type=Type.ID, doc="The ticket it was asked after."),
        Column(name="answered_at", type=Type.TIME, doc="When.", required=True),
    ),
)

MESSAGES = Table(
    name="messages",
    sentence="A message of ours to a contact, an ask among them, and what came back.",
    key=("message_id",),
    happens="sent_at",
    one_of=_SOMEONE,
    columns=(
        Column(name="message_id", type=Type.ID, doc="Its id in the source."),
        *_WHO,
        Column(name="sent_at", type=Type.TIME, doc="When it went out.", required=True),
        Column(name="kind", type=Type.CHOICE, doc="An ask for an act, or any other message.", choices=("ask", "other")),
        Column(name="activity_type", type=Type.TEXT, doc="What was asked for."),
        Column(name="answered_at", type=Type.TIME, doc="When an answer came."),
        Column(
            name="answer",
            type=Type.CHOICE,
            doc="What it was.",
            choices=("accepted", "declined", "not_now", "something_smaller", "answered"),
        ),
        Column(name="by", type=Type.TEXT, doc="Who of us sent it.", personal=True),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

MILESTONES = Table(
    name="milestones",
    sentence="A customer got somewhere: went live, first value, onboarding done.",
    key=("account_id", "kind", "name", "reached_on"),
    happens="reached_on",
    columns=(
        Column(name="account_id", type=Type.ID, doc="Which company.", required=True),
        Column(
            name="kind",
            type=Type.CHOICE,
            doc="What sort.",
            required=True,
            choices=("first_value", "onboarding", "implementation", "other"),
        ),
        Column(name="name", type=Type.TEXT, doc="What it is called."),
        Column(name="reached_on", type=Type.DATE, doc="When.", required=True),
        Column(name="started_on", type=Type.DATE, doc="Counted from; the first day as a customer where empty."),
    ),
)

COMPETITORS = Table(
    name="competitors",
    sentence="A competitor was seen at a customer.",
    key=("account_id", "competitor", "seen_on"),
    happens="seen_on",
    columns=(
        Column(name="account_id", type=Type.ID, doc="At which company.", required=True),
        Column(name="competitor", type=Type.TEXT, doc="Who.", required=True),
        Column(name="seen_on", type=Type.DATE, doc="When.", required=True),
        Column(name="where", type=Type.TEXT, doc="How we know."),
    ),
)
