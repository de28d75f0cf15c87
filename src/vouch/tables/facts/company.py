"""Who the customers are: accounts, contacts, the people of ours who own them, and roles after the sale."""

from __future__ import annotations

from vouch.domain.stages import Role
from vouch.tables.shape import Column, Table, Type

ACCOUNTS = Table(
    name="accounts",
    sentence="A company we know: customer or not, one row a company.",
    key=("account_id",),
    versioned=True,
    columns=(
        Column(name="account_id", type=Type.ID, doc="Its id in the source.", required=True, aliases=("company id",)),
        Column(name="name", type=Type.TEXT, doc="Its name.", required=True, aliases=("account name", "company name")),
        Column(name="type", type=Type.TEXT, doc="Customer, prospect, partner ...; policy says which are customers."),
        Column(name="domain", type=Type.TEXT, doc="Its mail domain or web address.", aliases=("website",)),
        Column(name="industry", type=Type.TEXT, doc="Its industry."),
        Column(name="segment", type=Type.TEXT, doc="The segment we put it in; the industry where empty."),
        Column(name="region", type=Type.TEXT, doc="Its sales region."),
        Column(name="country", type=Type.TEXT, doc="Its country."),
        Column(name="employees", type=Type.COUNT, doc="Number of employees.", low=0, high=10_000_000),
        Column(name="annual_revenue", type=Type.NUMBER, doc="Its own yearly revenue.", low=0),
        Column(name="yearly_value", type=Type.NUMBER, doc="What it pays us a year.", aliases=("arr",)),
        Column(name="currency", type=Type.TEXT, doc="ISO 4217 code of the money columns."),
        Column(name="parent_id", type=Type.ID, doc="The account it belongs to."),
        Column(name="owner_id", type=Type.ID, doc="Who of us looks after it (id, e-mail or name of an owner)."),
        Column(name="customer_since", type=Type.DATE, doc="First day as a customer."),
        Column(name="customer_until", type=Type.DATE, doc="Last day as a customer, when it left."),
        Column(name="created_on", type=Type.DATE, doc="When the source first had it."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

CONTACTS = Table(
    name="contacts",
    sentence="A person at a company.",
    key=("contact_id",),
    versioned=True,
    one_of=(("contact_id", "email"),),
    columns=(
        Column(name="contact_id", type=Type.ID, doc="Their id in the source; their e-mail where it has none."),
        Column(name="account_id", type=Type.ID, doc="Where they work."),
        Column(name="name", type=Type.TEXT, doc="Full name.", personal=True),
        Column(name="first_name", type=Type.TEXT, doc="Given name.", personal=True),
        Column(name="last_name", type=Type.TEXT, doc="Family name.", personal=True),
        Column(name="email", type=Type.EMAIL, doc="E-mail address.", personal=True),
        Column(name="title", type=Type.TEXT, doc="Job title.", personal=True),
        Column(name="department", type=Type.TEXT, doc="Department."),
        Column(name="phone", type=Type.TEXT, doc="Telephone.", personal=True),
        Column(name="city", type=Type.TEXT, doc="City."),
        Column(name="country", type=Type.TEXT, doc="Country."),
        Column(name="language", type=Type.TEXT, doc="Preferred language."),
        Column(name="owner_id", type=Type.ID, doc="Who of us knows them (id, e-mail or name of an owner)."),
        Column(name="suggested_role", type=Type.TEXT, doc="A role the source hints at; never set from here."),
        Column(name="opted_out", type=Type.YES_NO, doc="They asked not to be approached."),
        Column(name="left_on", type=Type.DATE, doc="The day they left the company."),
        Column(name="created_on", type=Type.DATE, doc="When the source first had them."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

OWNERS = Table(
    name="owners",
    sentence="One of us who looks after customers.",
    key=("owner_id",),
    versioned=True,
    columns=(
        Column(name="owner_id", type=Type.ID, doc="Their id in the source.", required=True),
        Column(name="name", type=Type.TEXT, doc="Full name.", required=True, personal=True),
        Column(name="email", type=Type.EMAIL, doc="E-mail address.", personal=True),
        Column(name="active", type=Type.YES_NO, doc="Still with us."),
        Column(name="modified_at", type=Type.TIME, doc="When the source last changed it."),
    ),
)

ROLES = Table(
    name="roles",
    sentence="The part a contact plays after the sale, as somebody who knows said.",
    key=("contact_id", "email", "role", "from_on"),
    happens="from_on",
    one_of=(("contact_id", "email"),),
    columns=(
        Column(name="contact_id", type=Type.ID, doc="Who."),
        Column(name="email", type=Type.EMAIL, doc="Who, by e-mail.", personal=True),
        Column(
            name="role",
            type=Type.CHOICE,
            doc="The part they play.",
            required=True,
            choices=tuple(role.value for role in Role),
        ),
        Column(name="from_on", type=Type.DATE, doc="Since when; the earliest role also holds before its day."),
        Column(name="until_on", type=Type.DATE, doc="Until when: a sponsor who has gone has one."),
        Column(name="by", type=Type.TEXT, doc="Who said so.", personal=True),
    ),
)
