"""How is a sample made? Cast, lives, exports: one company after the other, and the truth is read off on the way."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from random import Random

from vouch.domain.errors import BadInput
from vouch.runs.demo.cast.companies import Company, Register
from vouch.runs.demo.cast.leads import Lead, leads
from vouch.runs.demo.cast.staff import make_staff
from vouch.runs.demo.exports.ids import salesforce_id
from vouch.runs.demo.exports.plain import Plain
from vouch.runs.demo.exports.salesforce import Salesforce
from vouch.runs.demo.exports.sheet import counted
from vouch.runs.demo.exports.survey import Surveys
from vouch.runs.demo.exports.usage import Usage
from vouch.runs.demo.exports.zendesk import Zendesk
from vouch.runs.demo.lives.kinds import shared_out
from vouch.runs.demo.lives.life import Life, World
from vouch.runs.demo.lives.told import Kind
from vouch.runs.demo.plan import BadRow, Plan, Truth, read_off
from vouch.runs.demo.words.speech import Speech

FEWEST = 60
"""Accounts below which there is no room for every story."""

_MAPPINGS = {"kiosk/checkins.csv": "kiosk/gate-kiosk.toml"}


def write(folder: Path, *, accounts: int = 200, seed: int = 1, today: date) -> Plan:
    """Write the exports of a sample company with that many accounts into `folder`, and return the plan behind them.

    The same arguments give the same bytes. `today` is the day the exports were taken: nothing that has happened in
    them is later than the day before. Raises BadInput where there would be fewer accounts than stories to tell.
    """
    if accounts < FEWEST:
        raise BadInput(
            "too_few_accounts",
            f"A sample company needs at least {FEWEST} accounts to hold every story, and you asked for {accounts}; "
            f"write --accounts {FEWEST} or more.",
            accounts=accounts,
        )
    rng = Random(f"{seed}|{accounts}")
    staff = make_staff(accounts, rng)
    register, to_meet = Register(rng, staff), dict(leads())
    register.reserve((lead.company for lead in to_meet.values()), (lead.person for lead in to_meet.values()))
    register.reserve((), (colleague.name for colleague in staff))
    world = World(register, Speech(rng), rng, today)
    truth: list[Truth] = []
    bad_rows: tuple[BadRow, ...] = ()
    with ExitStack() as stack:
        crm = Salesforce(folder, stack, today, staff)
        desk, surveys = Zendesk(folder, stack, accounts), Surveys(folder, stack)
        plain, usage = Plain(folder, stack), Usage(folder, stack, today, accounts, rng)
        for number, kind in enumerate(shared_out(accounts, rng), 1):
            lead = to_meet.pop(kind.name, None)
            life = Life(_cast(number, kind, lead, register), lead, world)
            told = kind.live(life)
            for person in life.company.people:
                person.id = salesforce_id("003", person.number)
            for export in (crm, desk, surveys, plain, usage):
                export.write(life)
            truth.append(read_off(kind.name, told, life.company, planted=kind.planted))
            if not bad_rows and number > accounts // 3 and life.contract:
                bad_rows = plain.slips(life)
        used = usage.finish()
    sheets = (*crm.sheets, *desk.sheets, *surveys.sheets, *plain.sheets)
    return Plan(
        seed=seed,
        today=today,
        folder=folder,
        truth=tuple(truth),
        files={**counted(sheets), **used},
        bad_rows=bad_rows,
        mappings=_MAPPINGS,
    )


def _cast(number: int, kind: Kind, lead: Lead | None, register: Register) -> Company:
    """The company that lives the story: the one a visitor will meet by name, or another of a fitting size."""
    if lead:
        company = register.company(
            number, (lead.employees, lead.employees), name=lead.company, country=lead.country, industry=lead.industry
        )
        company.city = lead.city
    else:
        company = register.company(number, kind.size)
    company.id = salesforce_id("001", number)
    return company
