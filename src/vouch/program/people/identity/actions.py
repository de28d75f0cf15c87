"""How do people settle who is who, and take it back?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection, transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.domain.identity import Record, Settled, Verdict, contradicted_by, record_id
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.identity.models import Settlement
from vouch.program.people.identity.queries import called

_LOCK = 0x76636877
"""Two people settle one after the other, so that they cannot contradict each other. (SQLite lets one write anyway.)"""


@transaction.atomic
def settle(*, by: User | None, one: Record, others: Collection[Record], verdict: Verdict) -> Sequence[Settlement]:
    """Say of one record that it is the same as these others, or that it is another than each of them.

    What was said before of the same two is replaced. Raises NotAllowed; BadInput for two kinds, or for a record with
    itself; Conflict where it cannot be true beside what stands, naming that.
    """
    require(by, "settle_identity")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    return [_settle(by, one, other, verdict) for other in sorted(others)]


def _settle(by: User | None, one: Record, other: Record, verdict: Verdict) -> Settlement:
    if one == other:
        raise BadInput("with_itself", f"{one} was named twice. Name two records.")
    if one.kind != other.kind:
        raise BadInput("two_kinds", f"{one} and {other} are a company and a person. Name two of one kind.")
    new = Settled.of(one, other, verdict)
    rows = list(Settlement.objects.select_related("by").filter(kind=one.kind))
    standing = {row.settled: row for row in rows}
    against = contradicted_by(new, standing)
    if against:
        raise Conflict("contradicts", _against(new, [standing[one] for one in against]))
    if new in standing:
        return standing[new]
    made, _ = Settlement.objects.update_or_create(
        kind=one.kind,
        one_system=new.one.system,
        one_id=new.one.id,
        other_system=new.other.system,
        other_id=new.other.id,
        defaults={"verdict": verdict.value, "by": by, "at": timezone.now()},
    )
    _write_down(by, f"settle_{verdict.value}", new)
    return made


@transaction.atomic
def take_back(*, by: User | None, one: Record, other: Record) -> Settled:
    """Take back what was settled of two records: it is as if it had never been.

    Raises NotAllowed; NotFound where nothing is settled of them.
    """
    require(by, "settle_identity")
    pair = Settled.of(one, other, Verdict.SAME)
    row = Settlement.objects.filter(
        kind=pair.one.kind,
        one_system=pair.one.system,
        one_id=pair.one.id,
        other_system=pair.other.system,
        other_id=pair.other.id,
    ).first()
    if row is None:
        raise NotFound("nothing_settled", f"Nothing is settled of {one} and {other}.")
    was = row.settled
    row.delete()
    _write_down(by, "take_back_settled", was)
    return was


def _write_down(by: User | None, action: str, settled: Settled) -> None:
    record(
        by=by,
        action=action,
        kind=settled.one.kind,
        object_id=record_id(settled.one),
        other=record_id(settled.other),
    )


def _against(new: Settled, rows: Sequence[Settlement]) -> str:
    names = called({record for row in rows for record in (row.settled.one, row.settled.other)})

    def told(one: Record) -> str:
        return f"{names[one]} ({one})" if one in names else str(one)

    def said(row: Settlement) -> str:
        who = f"{row.by} settled" if row.by else "it was settled"
        end = "are the same" if row.verdict == Verdict.SAME else "are two"
        return f"{who} on {row.at.date().isoformat()} that {told(row.settled.one)} and {told(row.settled.other)} {end}"

    reasons = "; ".join(said(row) for row in rows)
    what = "the same" if new.verdict is Verdict.SAME else "two"
    return f"These cannot be {what}: {reasons}. Take that back first if it is wrong."
