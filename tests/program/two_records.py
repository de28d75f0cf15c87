"""Two records of Acme and two of Ana, as four and as one, for tests of what people decided under either."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.program.asks.town import POLICY, TODAY, WINS, address, colleague
from tests.program.cast import account, contact, know, owner, placed, publish
from vouch.domain.asking import obstacles
from vouch.domain.identity import Record, record_id
from vouch.program.asks import actions as asks
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.situations import situations
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.people.identity.queries import present
from vouch.program.people.models import Account, Contact


def one_row(row: Any, kind: str) -> Any:
    """The row under the id that follows from its record."""
    return replace(row, id=record_id(Record(kind, row.system, row.source_id)))


ACME = one_row(account(1, "Acme", owner=owner(1).id), "account")
TWIN = one_row(account(2, "Acme Group", owner=owner(1).id), "account")
BOLT = one_row(account(3, "Bolt"), "account")
ANA = one_row(contact(1, ACME, "Ana Silva"), "contact")
ALSO = one_row(contact(2, TWIN, "A. Silva"), "contact")
BO = one_row(contact(3, ACME, "Bo Berg"), "contact")
DEE = one_row(contact(4, BOLT, "Dee Diaz"), "contact")
BOTH = tuple((row.system, row.source_id) for row in (ACME, TWIN))
THEIRS = tuple((row.system, row.source_id) for row in (ANA, ALSO))


def apart(run: str = "r1") -> None:
    """The two Acmes and the two Anas are four."""
    know([ACME, TWIN, BOLT], [ANA, ALSO, BO, DEE], [owner(1)], run=run)
    publish([placed(one, "advocate") for one in (ACME, TWIN, BOLT, ANA, ALSO, BO, DEE)], run=run)


def join() -> None:
    """A run finds that Acme Group is Acme, and A. Silva is Ana."""
    know([replace(ACME, also=BOTH), BOLT], [replace(ANA, also=THEIRS), BO, DEE], [owner(1)], run="r2")
    publish([placed(one, "advocate") for one in (ACME, BOLT, ANA, BO, DEE)], run="r2")


def town() -> User:
    """The four, and the programme manager."""
    apart()
    return colleague("mara", Position.PROGRAMME_MANAGER)


def who(of: Any) -> Contact:
    """The person as a page has them."""
    return Contact.objects.select_related("account__owner").get(pk=of.id)


def at(of: Any) -> Account:
    """The account as a page has it."""
    return Account.objects.get(pk=of.id)


def propose(by: User, whom: Any = ANA, **more: Any) -> Ask:
    """Propose a call."""
    told = {"by": by, "contact": who(whom), "activity": "reference_call", **WINS, "policy": POLICY, "today": TODAY}
    return asks.propose(**{**told, **more})


def invite(by: User, whom: Any = ANA, **more: Any) -> Ask:
    """Propose, clear and send."""
    ask = propose(by, whom, **more)
    ask = asks.answer_clearance(by=by, ask=ask, answer="yes", policy=POLICY, today=TODAY)
    (sent,) = asks.send(by=by, asks=[ask], policy=POLICY, today=TODAY, address=address)
    assert sent.refusal is None, sent.refusal
    return sent.ask


def refused(whom: Any, activity: str = "reference_call") -> str:
    """The codes of what stands in the way of asking them."""
    now = present(Contact, whom.id)
    assert now is not None
    found = obstacles(situations([now.pk], policy=POLICY, today=TODAY)[now.pk], activity, POLICY)
    return " ".join(one.code for one in found)
