"""How is a programme written? Whole: for what, for whom, until when, and what it may cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.domain.wording import stopped_in
from vouch.program.asks.days import moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import may, require
from vouch.program.history.actions import record
from vouch.program.programmes.actions.turn import take_turn
from vouch.program.programmes.models import Programme
from vouch.program.programmes.states import Goal, ProgrammeState, Whom
from vouch.program.programmes.whom import checked

LONGEST_DAYS = 1100
MOST_MONEY, MOST_HOURS = Decimal(999_999_999), 100_000


@transaction.atomic
def write_programme(
    *,
    by: User,
    programme: Programme | None = None,
    name: str,
    goal: str,
    aim: int,
    measure: str,
    why: str = "",
    money: Decimal | None = None,
    currency: str = "",
    hours: int | None = None,
    leader: User | None = None,
    whom: str = Whom.EVERYBODY,
    narrowed: Mapping[str, Any] | None = None,
    begins: dt.date,
    ends: dt.date,
    policy: Policy,
    today: dt.date,
) -> Programme:
    """Keep a programme: a new one, planned, or the one that is given, as long as it has not ended.

    Whoever writes it runs it, where `leader` names nobody else. Once it runs, what it is for and whom it asks stay as
    they are: its figures would speak of something else.

    Raises NotAllowed; BadInput with the field; Conflict where it has ended, or runs and would become another.
    """
    require(by, "run_programmes")
    before = take_turn(programme.pk) if programme else None
    leader = leader or (before.leader if before else by)
    if not may(leader, "run_programmes"):
        raise BadInput("may_not_run", f"{leader} may not run programmes. Name somebody who may.", field="leader")
    if goal not in Goal.values:
        raise BadInput("bad_goal", f"A programme is for one of {', '.join(Goal.labels)}.", field="goal")
    _check(aim, money, hours, begins, ends)
    kept: dict[str, Any] = {
        "name": _plain("name", name, 120, least=3),
        "goal": goal,
        "aim": aim,
        "measure": _plain("measure", measure, 120, least=3),
        "why": _plain("why", why, 1000, paragraphs=True),
        "money": money,
        "currency": _currency(currency or policy.company.currency),
        "hours": hours,
        "leader": leader,
        "whom": whom,
        "narrowed": checked(goal, whom, narrowed or {}),
        "begins": begins,
        "ends": ends,
        "changed_at": moment_on(today, policy),
    }
    field, sentence = stopped_in({name: kept[name] for name in ("name", "measure", "why")}, policy.wording)
    if sentence:
        raise BadInput("wording", sentence, field=field)
    if before is None:
        found = Programme.objects.create(author=by, created_at=kept["changed_at"], **kept)
    else:
        _check_the_same(before, kept)
        Programme.objects.filter(pk=before.pk).update(**kept)
        found = Programme.objects.select_related("leader").get(pk=before.pk)
    record(by=by, action="write_programme", kind="programme", object_id=found.pk, goal=goal, aim=aim, whom=whom)
    return found


def _check(aim: int, money: Decimal | None, hours: int | None, begins: dt.date, ends: dt.date) -> None:
    if not 1 <= aim <= 1_000_000:
        raise BadInput("aim", "Aim at a figure from 1 on, so that one can see whether it was reached.", field="aim")
    if money is not None and not 0 <= money <= MOST_MONEY:
        raise BadInput("money", "The budget is 0 or more, and below a thousand million.", field="money")
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise BadInput("hours", f"Plan 0 to {MOST_HOURS:,} of our hours.", field="hours")
    if ends < begins:
        raise BadInput("ends_first", "It ends on the day it begins, or later.", field="ends")
    if (ends - begins).days > LONGEST_DAYS:
        raise BadInput("too_long_a_time", "It lasts three years at most. Split what lasts longer.", field="ends")


def _check_the_same(before: Programme, kept: Mapping[str, Any]) -> None:
    if before.state == ProgrammeState.PLANNED:
        return
    for field in ("goal", "whom", "narrowed"):
        if getattr(before, field) != kept[field]:
            what = "What it is for" if field == "goal" else "Whom it asks"
            raise BadInput(
                "runs_already", f"{what} stays as it is once it runs. End this programme, and plan another one.",
                field="goal" if field == "goal" else "whom",
            )  # fmt: skip


def _currency(text: str) -> str:
    plain = text.strip().upper()
    if len(plain) != 3 or not plain.isascii() or not plain.isalpha():
        raise BadInput("currency", "A currency has three letters, such as EUR.", field="currency")
    return plain


def _plain(field: str, text: str, most: int, *, least: int = 0, paragraphs: bool = False) -> str:
    plain = text.replace("\0", "").replace("\r\n", "\n").strip()
    plain = plain if paragraphs else " ".join(plain.split())
    if len(plain) < least:
        raise BadInput("too_short", "Say this in a few more words.", field=field)
    if len(plain) > most:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most {most} are kept.", field=field)
    return plain
