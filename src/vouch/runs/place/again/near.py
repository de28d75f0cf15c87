"""Whose past days have to be looked at again: everybody of whom something differs, and who stands beside them.

What stands beside an account is everybody who works or ever worked there, or did something in its name; what stands
beside a person is every account of that kind. No step for a day looks further: an account is placed by its own rows and
its people's, a person by their own rows and their account's.
"""

from __future__ import annotations

from vouch.runs.place.again.desk import Desk
from vouch.runs.place.again.past import Past
from vouch.runs.place.again.past import differ as seen_to_differ

ACCOUNTS, PEOPLE = "near_accounts", "near_people"
NEAR = "near_"
"""Prefix of a table's rows that are theirs."""
_ACCOUNT = ("account", "workplace")


def find(desk: Desk, past: Past, further: str | None = None) -> tuple[int, int]:
    """Lays the tables `near_accounts` and `near_people` (each one column, `id`), and gives how many there are.

    `past`: the last day of those that are looked at again. `further`: a table of differences beside those of the steps
    that no day decides.
    """
    differ = [seen_to_differ(desk, name, past) for name in desk.read_by_days if name in desk.differs]
    differ += [f"diff_{further}"] if further else []
    told = {name: desk.columns(name) for name in differ}
    people = [
        *(f'select contact as id from "{name}"' for name in differ if "contact" in told[name]),
        *(f'select subject from "{name}" where kind = \'contact\'' for name in differ if "kind" in told[name]
          and "subject" in told[name]),
    ]  # fmt: skip
    accounts = [
        *(f'select {column} as id from "{name}"' for name in differ for column in _ACCOUNT if column in told[name]),
        *(f'select subject from "{name}" where kind = \'account\'' for name in differ if "kind" in told[name]
          and "subject" in told[name]),
    ]  # fmt: skip
    _lay(desk, "first_people", people)
    _lay(desk, ACCOUNTS, accounts)
    if not _count(desk, ACCOUNTS) and not _count(desk, "first_people"):
        _lay(desk, PEOPLE, [])
        return 0, 0
    both = _both(desk)
    _lay(desk, ACCOUNTS, [
        *accounts,
        *(f'select {account} from "{name}" where contact in (from first_people)' for name, account in both),
    ])  # fmt: skip
    _lay(desk, PEOPLE, [
        "select id from first_people",
        *(f'select contact from "{name}" where {account} in (from {ACCOUNTS})' for name, account in both),
    ])  # fmt: skip
    return _count(desk, ACCOUNTS), _count(desk, PEOPLE)


def cut(desk: Desk) -> dict[str, str]:
    """Lays their rows of every table that a step for a day reads, and gives each by the name it stands for."""
    names = {}
    for name in desk.read_by_days:
        if theirs := owned(desk.columns(name), widely=True):
            names[name] = f"{NEAR}{name}"
            desk.table(names[name], f'from "{name}" where {theirs}')
    return names


def owned(columns: list[str], *, widely: bool = False) -> str:
    """A condition: is a row theirs? Of an answer about a person in an account, where the account is one of theirs.

    `widely`: also where only the person is, for rows that are read.
    """
    account = next((f"{name} in (from {ACCOUNTS})" for name in _ACCOUNT if name in columns), "")
    person = f"contact in (from {PEOPLE})" if "contact" in columns else ""
    if widely and account and person:
        return f"({account} or {person})"
    if account or person:
        return account or person
    if "subject" in columns:
        return f"(subject in (from {ACCOUNTS}) or subject in (from {PEOPLE}))"
    return ""


def _both(desk: Desk) -> list[tuple[str, str]]:
    """The tables that say which people belong to which accounts, and the column that names the account."""
    found = []
    for name in desk.once:
        if name.startswith(("step_resolved_", "step_workplaces", "step_role_spans", "step_contact_versions")):
            found += [(name, column) for column in _ACCOUNT if column in desk.columns(name)]
    return found


def _lay(desk: Desk, name: str, queries: list[str]) -> None:
    every = " union all ".join(queries) or "select null::varchar as id where false"
    desk.table(name, f"select distinct id from ({every}) as told(id) where id is not null")


def _count(desk: Desk, name: str) -> int:
    return int(desk.con.execute(f"select count(*) from {name}").fetchone()[0])
