"""How does a list of references that a company has kept until now come in? As permissions, and as past acts.

Each row is kept whole or not at all, and says which it was; the same file twice changes nothing. Somebody without a
company's word stays "nobody has asked them yet".
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from vouch.domain.asking import Answer
from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.actions.finish import finished
from vouch.program.asks.actions.moving import move
from vouch.program.asks.actions.outside import log_outside
from vouch.program.asks.days import moment_on
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.consent.actions import set_permission
from vouch.program.consent.queries import permissions_of
from vouch.program.history.actions import record
from vouch.program.people.folding import fold
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Contact
from vouch.program.references.listed import Listed, Mistake, Row, Rows, read_list

BEFORE = "Done before Vouch, from the list of references. Nothing is due."
_SAID_BY = "the list of references"


class _Tried(Exception):
    """A dry run ends: what it did is undone."""


@dataclass(kw_only=True)
class Brought:
    """What came of a list: what was kept, what was there already, and row by row what was not taken and why."""

    rows: int = 0
    permissions: int = 0
    acts: int = 0
    unchanged: int = 0
    dry_run: bool = False
    mistakes: list[Mistake] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """In one sentence."""
        would = "would be " if self.dry_run else ""
        kept = f"{self.permissions} permissions and {self.acts} past acts {would or 'were '}kept"
        wrong = len({one.row for one in self.mistakes})
        return f"Of {self.rows} rows, {kept}; {self.unchanged} change nothing; {wrong} cannot be taken."


def bring_references(
    *, by: User, content: bytes | Rows, dry_run: bool = False, door: str = "workspace", policy: Policy, today: dt.date
) -> Brought:
    """Read a list of references and keep what it says; with `dry_run` say only what would be kept.

    Raises NotAllowed; BadInput where the file is none. A row that cannot be taken stands in the report, and the others
    are kept.
    """
    require(by, "import_data")
    listed: Listed = read_list(content, policy=policy)
    report = Brought(dry_run=dry_run, mistakes=list(listed.mistakes), not_read=listed.not_read)
    report.rows = len(listed.rows) + len({one.row for one in listed.mistakes})
    said: dict[tuple[str, str], tuple[int, str]] = {}
    try:
        with transaction.atomic():
            for row in listed.rows:
                _take(row, by, said, listed, report, door, policy, today)
            report.mistakes.sort(key=lambda one: one.row)
            record(by=by, door=door, action="import_references", kind="data", object_id="list",
                   permissions=report.permissions, acts=report.acts, mistakes=len(report.mistakes))  # fmt: skip
            if dry_run:
                raise _Tried
    except _Tried:
        pass
    return report


def _take(row: Row, by: User, said: dict[tuple[str, str], tuple[int, str]], listed: Listed, report: Brought,
          door: str, policy: Policy, today: dt.date) -> None:  # fmt: skip
    before = dict(said)
    try:
        with transaction.atomic():
            person = _who(row)
            permissions = _permissions(row, person, by, said, today)
            acts = _acts(row, person, by, door, policy, today)
    except Refusal as refusal:
        said.clear()
        said.update(before)
        column = str(refusal.data.get("field") or "email")
        name = listed.columns.get(column, column)
        report.mistakes.append(Mistake(row=row.row, column=name, sentence=refusal.sentence))
        return
    report.permissions += permissions
    report.acts += acts
    report.unchanged += not permissions and not acts


def _who(row: Row) -> Contact:
    rows = Contact.objects.select_related("account").filter(stands_in=None)
    if row.email:
        found = list(rows.filter(email=row.email)[:2])
        if not found:
            raise BadInput(
                "nobody", f"Nobody with the address {row.email} is known. Import your contacts first, or mend it.",
                field="email",
            )  # fmt: skip
    else:
        known = Q(folded=fold(row.name), account__folded=fold(row.account))
        found = list(rows.filter(known)[:2])
        if not found:
            raise BadInput(
                "nobody", f"Nobody called {row.name} at {row.account} is known. Write both as in your CRM, or add the "
                "e-mail address.", field="name",
            )  # fmt: skip
    if len(found) > 1:
        raise BadInput("several", "Several people are meant by this. Add the e-mail address.", field="email")
    person = present(Contact, found[0].pk, "account") or found[0]
    if person.account is None:
        raise BadInput("no_company", "Nobody knows which customer this person works for.", field="account")
    if row.account and row.email and fold(row.account) != person.account.folded:
        raise BadInput(
            "another_company", f"This person works for {person.account.name} as far as we know, not for {row.account}.",
            field="account",
        )  # fmt: skip
    return person


def _permissions(row: Row, person: Contact, by: User, said: dict[tuple[str, str], tuple[int, str]],
                 today: dt.date) -> int:  # fmt: skip
    account = person.account
    if not row.allowed or account is None:
        return 0
    kept = 0
    for activity in row.activities or ("",):
        first, word = said.setdefault((account.pk, activity), (row.row, row.allowed))
        if word != row.allowed:
            what = activity.replace("_", " ") or "everything"
            raise BadInput(
                "said_twice", f"Row {first} says “{word.replace('_', ' ')}” of {what} for {account.name}, this row "
                f"“{row.allowed.replace('_', ' ')}”. A company has one word on each: keep one of them.",
                field="allowed",
            )  # fmt: skip
        held = next((one for one in permissions_of(account.pk) if one.activity == activity), None)
        uses = sorted({one.casefold() for one in row.uses})
        if held is not None and (held.allowed, held.until, held.uses) == (row.allowed, row.until, uses):
            continue
        set_permission(
            by=by, account=account, activity=activity, allowed=row.allowed, until=row.until, uses=row.uses,
            said_by=row.said_by or _SAID_BY, said_on=today, note=row.notes[:500],
        )  # fmt: skip
        kept += 1
    return kept


def _acts(row: Row, person: Contact, by: User, door: str, policy: Policy, today: dt.date) -> int:
    if row.last_used is None:
        return 0
    if row.last_used > today:
        raise BadInput("in_the_future", "The day they were last used lies in the future.", field="last_used")
    kept = 0
    for activity in row.activities:
        key = hashlib.sha256(f"list {person.pk} {activity} {row.last_used}".encode()).hexdigest()[:32]
        often = f"Used {row.times_used} times in all, the last time then." if row.times_used > 1 else ""
        try:
            ask = log_outside(
                by=by, contact=person, activity=activity, asked_on=row.last_used, answer=Answer.ACCEPTED,
                answered_on=row.last_used, words=" ".join(one for one in (often, row.notes[:500]) if one), key=key,
                door=door, policy=policy, today=today,
            )  # fmt: skip
        except Conflict:
            continue  # written down already
        ask = finished(by=by, ask=ask, done_on=row.last_used, words=BEFORE, door=door)
        move(ask, AskState.THANKED, by=by, door=door, at=moment_on(today, policy), words=BEFORE)
        kept += 1
    return kept
