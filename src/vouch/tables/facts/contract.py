"""What customers bought and whether they came back: deals, who took part, subscriptions, renewals."""

from __future__ import annotations

from vouch.tables.shape import Column, Table, Type

DEALS = Table(
    name="deals",
    sentence="A sale, open or closed (a CRM opportunity).",
    key=("deal_id",),
    versioned=True,
    columns=(
        Column(name="deal_id", type=Type.ID, doc="Its id in the source.", required=True),
        Column(name="account_id", type=Type.ID, doc="With whom.", required=True),
        Column(name="name", type=Type.TEXT, doc="What it is called."),
        Column(name="type", type=Type.TEXT, doc="New, renewal, expansion ...; policy says which words mean which."),
        Column(name="stage", type=Type.TEXT, doc="Where it stands in the pipeline."),
        Column(name="amount", type=Type.NUMBER, doc="What it is worth."),
        Column(name="currency", type=Type.TEXT, doc="ISO 4217 code."),
        Column(name="is_closed", type=Type.YES_NO, doc="Closed; read from the stage where empty."),
        Column(name="is_won", type=Type.YES_NO, doc="Won; read from the stage where empty."),
        Column(name="close_date", type=Type.DATE, doc="Closed, or expected to close, on."),
        Column(name="term_months", type=Type.COUNT, doc="Contract term in months.", low=0, high=240),
        Column(name="automatic", type=Type.YES_NO, doc="Renewed without anybody deciding."),
        Column(name="owner_id", type=Type.ID, doc="Whose deal it is (id, e-mail or name of an owner)."),
        Column(name="created_on", type=Type.DATE, doc="When it was opened."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

DEAL_CONTACTS = Table(
    name="deal_contacts",
    sentence="A person who took part in a deal.",
    key=("deal_id", "contact_id", "role"),
    columns=(
        Column(name="deal_id", type=Type.ID, doc="Which deal.", required=True),
        Column(name="contact_id", type=Type.ID, doc="Who.", required=True),
        Column(name="role", type=Type.TEXT, doc="Their part in buying: a hint at a role after the sale, no more."),
        Column(name="is_primary", type=Type.YES_NO, doc="The main contact of the deal."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

SUBSCRIPTIONS = Table(
    name="subscriptions",
    sentence="A running contract: since when, until when its present term runs, whether it ended.",
    key=("subscription_id",),
    happens="starts_on",
    columns=(
        Column(name="subscription_id", type=Type.ID, doc="Its id in the source.", required=True),
        Column(name="account_id", type=Type.ID, doc="Whose.", required=True),
        Column(name="product", type=Type.TEXT, doc="What for."),
        Column(name="starts_on", type=Type.DATE, doc="First day.", required=True),
        Column(name="term_ends_on", type=Type.DATE, doc="Last day of the present term: a renewal is due then."),
        Column(name="term_months", type=Type.COUNT, doc="Length of a term in months.", low=0, high=240),
        Column(name="renews_automatically", type=Type.YES_NO, doc="Goes on unless somebody stops it."),
        Column(name="ended_on", type=Type.DATE, doc="Last day, where it is over for good."),
        Column(name="yearly_value", type=Type.NUMBER, doc="What it pays a year."),
        Column(name="currency", type=Type.TEXT, doc="ISO 4217 code."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

RENEWALS = Table(
    name="renewals",
    sentence="Something that happened to a contract: renewed, grown, shrunk, or notice of it.",
    key=("renewal_id",),
    happens="happened_on",
    columns=(
        Column(name="renewal_id", type=Type.ID, doc="Its id in the source."),
        Column(name="account_id", type=Type.ID, doc="Whose.", required=True),
        Column(name="subscription_id", type=Type.ID, doc="Of which subscription."),
        Column(name="happened_on", type=Type.DATE, doc="When.", required=True),
        Column(
            name="kind",
            type=Type.CHOICE,
            doc="What happened. A notice is what they told us they will do; withdrawn takes the last notice back.",
            required=True,
            choices=("renewal", "expansion", "downsell", "cancellation_notice", "downsell_notice", "withdrawn"),
        ),
        Column(name="automatic", type=Type.YES_NO, doc="Renewed without anybody deciding."),
        Column(name="term_months", type=Type.COUNT, doc="The new term in months.", low=0, high=240),
        Column(name="amount", type=Type.NUMBER, doc="Change in, or new, yearly value."),
        Column(name="currency", type=Type.TEXT, doc="ISO 4217 code."),
        Column(name="ends_on", type=Type.DATE, doc="When a notice takes effect."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)
