"""What no day decides, renewed: the small in full where what it reads differs, the large only for what differs.

    use, who is named       what came is added to what was there
    whose a fact is         by the fact's key
    tickets as policy reads them, atoms, atoms beside gates      by the key of the fact
    decisions of gates      by subject: no gate looks at another subject
    all else                in full

Each is held against a placement from the beginning in `tests/runs/again`.
"""

from __future__ import annotations

from vouch.insight import usage
from vouch.insight.evidence import service, surveys
from vouch.insight.identity import REFERENCE
from vouch.insight.place import RESOLVED
from vouch.runs.place.again.desk import Desk
from vouch.runs.place.again.news import ADDED, News
from vouch.runs.place.steps import PASSING
from vouch.tables.facts import TABLES

_USE = {
    "step_used_ever": ("system, account_id", "min(t) as t, min(day) as day"),
    "step_used_daily": ("system, contact_id, email, day", f"min(t) as t, round(sum(used), {usage.DIGITS}) as used"),
    "step_used_by": ("system, email", ""),
}
_RESOLVED = {f"step_resolved_{name}": name for name in RESOLVED}
_LARGE = ", ".join(f"'{reads}'" for reads in sorted({*surveys.READS, *service.READS}))
"""The kinds of evidence that are read from tickets and answers: as many as there are customers times years."""


def first_time(desk: Desk) -> None:
    """Makes every step that no day decides, from the facts."""
    for name in desk.once:
        if name.startswith(PASSING):
            desk.table(name, desk.sql[name])
            continue
        desk.keep(name, desk.sql[name])
        for read in desk.reads[name]:
            if read.startswith(PASSING):
                desk.execute(f'drop table "{read}"')


def renew(desk: Desk, news: News) -> None:
    """Brings every step that no day decides up to what came. `desk.differs` has the inputs that differ."""
    desk.differs |= news.tables
    for name in desk.once:
        if not name.startswith(PASSING):
            desk.view(name, f'from kept."{name}"')
    for name in desk.once:
        if not desk.reads_change(name):
            continue
        if name in _USE and "usage" not in news.repeats:
            _use(desk, name)
        elif name == "step_references" and not _told_before(desk, news):
            _named(desk, news)
        elif name == "step_meant" and desk.reads_change(name) == {"step_references"} and not _gone(desk, "references"):
            _meant(desk)
        elif name in _RESOLVED:
            _resolved(desk, name, _RESOLVED[name], news)
        elif name == "step_tickets_read":
            _keys(desk, 'select key from "diff_step_resolved_tickets"')
            _some(desk, "step_resolved_tickets", "key")
            desk.in_part(name, "keys", ["key"], {"step_resolved_tickets": "some_step_resolved_tickets"})
        elif name == "step_atoms":
            _atoms(desk)
        elif name == "step_laid":
            _laid(desk)
        elif name.startswith(PASSING):
            _arrived(desk, name)
        elif any(read.startswith(PASSING) for read in desk.reads[name]):
            (arrived,) = (read for read in desk.reads[name] if read.startswith(PASSING))
            desk.in_part(name, "subjects", ["kind", "subject"], {})
            desk.execute(f'drop table "{arrived}"')
            desk.differs.discard(arrived)
        else:
            desk.whole(name)


def _use(desk: Desk, name: str) -> None:
    by, sums = _USE[name]
    added = desk.swapped(name, {"usage": f"{ADDED}usage"})
    columns = ", ".join(desk.columns(name))
    told = (
        f'select {", ".join(filter(None, (by, sums)))} from (from "{name}" union all by name ({added})) group by {by}'
    )
    desk.whole(name, f"select {columns} from ({told})")


def _told_before(desk: Desk, news: News) -> bool:
    """Whether any row that came takes the place of another: what that one named may be named by nobody any more."""
    if "usage" in news.repeats:
        return True
    return any(
        desk.any(f'from "step_resolved_{name}" semi join "keys_{name}" using (key)')
        for name in RESOLVED
        if name in news.tables
    )


def _named(desk: Desk, news: News) -> None:
    name = "step_references"
    names = {fact: f"{ADDED}{fact}" for fact in RESOLVED if fact in news.tables}
    for fact in RESOLVED:
        if fact not in names:
            desk.view(f"none_{fact}", f'from "{fact}" where false')
            names[fact] = f"none_{fact}"
    desk.table("new", f"({desk.swapped(name, names)}) except (from {_kept(name)})")
    if desk.compare(name, 'from "new"', f"from {_kept(name)} where false"):
        desk.execute(f'insert into {_kept(name)} from "new"')


def _meant(desk: Desk) -> None:
    desk.view("some_references", 'select * exclude (gone) from "diff_step_references"')
    name = "step_meant"
    desk.table("new", desk.swapped(name, {"step_references": "some_references"}))
    desk.compare(name, 'from "new"', f"from {_kept(name)} where false")
    desk.execute(f'insert into {_kept(name)} from "new"')


def _gone(desk: Desk, name: str) -> bool:
    return desk.any(f'from "diff_step_{name}" where gone')


def _resolved(desk: Desk, name: str, fact: str, news: News) -> None:
    wanted, further = [], False
    if fact in news.tables:
        wanted.append(f'select key from "keys_{fact}"')
        further = desk.any(f'from "{name}" semi join "keys_{fact}" using (key)')
    if "step_meant" in desk.differs and _gone(desk, "meant"):
        own = {column.name for column in TABLES[fact].columns}
        same = [f"r.{c} is not distinct from m.{c}" if c in own else f"m.{c} is null" for c in REFERENCE]
        wanted.append(
            f'select r.key from "{name}" r join "diff_step_meant" m on m.gone and r.system = m.system '
            f"and {' and '.join(same)}"
        )
        further = True
    if "step_workplaces" in desk.differs:
        wanted.append(f'select key from "{name}" where contact in (select contact from "diff_step_workplaces")')
        further = True
    if not wanted:
        return
    _keys(desk, " union all ".join(wanted))
    # what came alone is read from the files it came in
    if further:
        _some(desk, fact, "key")
    desk.in_part(name, "keys", ["key"], {fact: f"some_{fact}" if further else f"{ADDED}{fact}"})


def _atoms(desk: Desk) -> None:
    name, large = "step_atoms", ("step_tickets_read", "step_resolved_survey_answers")
    for table in large:
        keys = f'select key from "diff_{table}"' if table in desk.differs else "select null::varchar as key where false"
        _keys(desk, keys)
        _some(desk, table, "key", into_table=True)
        desk.table(f"keys_of_{table}", 'from "keys"')
    desk.table("made", desk.swapped(name, {table: f"some_{table}" for table in large}))
    keys = " union all ".join(f'select key from "keys_of_{table}"' for table in large)
    was = f"from {_kept(name)} where reads not in ({_LARGE}) or atom in ({keys})"
    if desk.compare(name, 'from "made"', was):
        _keys(desk, f'select atom from "diff_{name}"', "atom")
        desk.execute(f'delete from {_kept(name)} where atom in (from "keys")')
        desk.execute(f'insert into {_kept(name)} from "made" where atom in (from "keys")')
    desk.execute('drop table "made"')


def _laid(desk: Desk) -> None:
    wanted = []
    if "step_atoms" in desk.differs:
        wanted.append('select atom from "diff_step_atoms"')
    if "step_role_spans" in desk.differs:
        wanted.append('select atom from "step_atoms" where contact in (select contact from "diff_step_role_spans")')
    _keys(desk, " union all ".join(wanted), "atom")
    _some(desk, "step_atoms", "atom", into_table=True)
    desk.in_part("step_laid", "keys", ["atom"], {"step_atoms": "some_step_atoms"})
    if "step_laid" in desk.differs:
        desk.table("subjects", 'select distinct kind, subject from "diff_step_laid"')
        desk.table("some_step_laid", 'select * from "step_laid" semi join "subjects" using (kind, subject)')


def _arrived(desk: Desk, name: str) -> None:
    desk.table(name, desk.swapped(name, {"step_laid": "some_step_laid"}))
    desk.differs.add(name)


def _keys(desk: Desk, sql: str, column: str = "key") -> None:
    desk.table("keys", f"select distinct {column} from ({sql})")


def _some(desk: Desk, table: str, on: str, *, into_table: bool = False) -> None:
    """The rows of a table whose key is wanted now, as `some_...`."""
    make = desk.table if into_table else desk.view
    make(f"some_{table}", f'select t.* from "{table}" t semi join "keys" k using ({on})')


def _kept(name: str) -> str:
    return f'kept."{name}"'
