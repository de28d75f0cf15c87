"""How is an opening written? As a draft, until it is published; with what the person and their company have of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from vouch.domain.asking import check_wins
from vouch.domain.errors import BadInput
from vouch.domain.openings import Criteria
from vouch.domain.policy import Policy
from vouch.domain.wording import stopped
from vouch.program.asks.days import day_of, moment_on
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.openings.actions.turn import take_turn
from vouch.program.openings.models import Opening
from vouch.program.openings.states import Decides, OpeningState

MOST_SEATS, MOST_WAITING = 500, 500


@transaction.atomic
def write_opening(
    *,
    by: User,
    opening: Opening | None = None,
    kind: str,
    title: str,
    what: str,
    win_person: str,
    win_company: str,
    seats: int,
    waiting: int = 0,
    deadline: dt.date,
    happens_at: dt.datetime | None = None,
    minutes: int = 60,
    place: str = "",
    decides: str = Decides.FIRST,
    decider: User | None = None,
    seed: str = "",
    host: User | None = None,
    rung: str = "",
    criteria: Mapping[str, Any] | Criteria | None = None,
    policy: Policy,
    today: dt.date,
) -> Opening:
    """Keep a draft: a new one, or the one that is given, whole.

    Raises NotAllowed; BadInput with the field; Conflict where it was published meanwhile.
    """
    require(by, "run_openings")
    wins = check_wins(win_person, win_company)
    asked = criteria if isinstance(criteria, Criteria) else criteria_of(criteria or {}, policy)
    _check(kind, seats, waiting, deadline, happens_at, minutes, policy=policy, today=today)
    _check_decides(decides, decider)
    check_rung(rung, policy)
    check_personality(asked, policy)
    at = moment_on(today, policy)
    kept: dict[str, Any] = {
        "kind": kind,
        "title": plain("title", title, 120, least=4),
        "what": plain("what", what, 2000, least=12, paragraphs=True),
        "win_person": wins[0],
        "win_company": wins[1],
        "seats": seats,
        "waiting": waiting,
        "deadline": deadline,
        "happens_at": happens_at,
        "minutes": minutes,
        "place": plain("place", place, 200),
        "decides": decides,
        "decider": decider if decides == Decides.NAMED else None,
        "seed": (plain("seed", seed, 32) or today.isoformat()) if decides == Decides.LOT else "",
        "host": host,
        "rung": rung,
        "criteria": asked.model_dump(mode="json", exclude_defaults=True),
        "changed_at": at,
    }
    if opening is None:
        found = Opening.objects.create(author=by, created_at=at, **kept)
    else:
        found = take_turn(opening.pk, states=(OpeningState.DRAFT,))
        Opening.objects.filter(pk=found.pk).update(**kept)
        found = Opening.objects.get(pk=found.pk)
    record(by=by, action="write_opening", kind="opening", object_id=found.pk, seats=seats)
    return found


@transaction.atomic
def discard(*, by: User, opening: Opening) -> None:
    """Throw a draft away. Raises NotAllowed; Conflict where it is none any more."""
    require(by, "run_openings")
    found = take_turn(opening.pk, states=(OpeningState.DRAFT,))
    record(by=by, action="discard_opening", kind="opening", object_id=found.pk)
    found.delete()


def check_rung(rung: str, policy: Policy) -> None:
    """Go on only with a rung somebody may be chosen for. Raises BadInput."""
    if not rung:
        return
    found = policy.ladder.get(rung)
    if found is None:
        raise BadInput("no_such_rung", f"“{rung}” is no activity type of the ladder.", field="rung")
    if found.open_invitation:
        raise BadInput(
            "open_to_all", "Nobody is chosen for a review: that would invite those who praise. Invite a segment, or by "
            "lot.", field="rung",
        )  # fmt: skip


def check_personality(asked: Criteria, policy: Policy) -> None:
    """Go on only where policy lets personality shut people out, or nothing asks of it. Raises BadInput."""
    if asked.personalities and not policy.openings.personality_is_a_criterion:
        raise BadInput(
            "not_by_personality",
            "Nobody is shut out by their personality. Only the company's policy can change that "
            "(openings.personality_is_a_criterion).",
            field="personalities",
        )


def criteria_of(told: Mapping[str, Any], policy: Policy) -> Criteria:
    """Criteria of what somebody filled in. Raises BadInput with the field."""
    try:
        found = Criteria.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "employees_to"
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise BadInput("bad_criteria", f"This condition cannot be kept: {reason}.", field=field) from None
    if found.act and found.act not in policy.ladder:
        raise BadInput("no_such_rung", f"“{found.act}” is no activity type of the ladder.", field="act")
    if found.act and not found.acts:
        raise BadInput("how_often", "Say how often they did that, at least.", field="acts")
    return found


def _check(
    kind: str,
    seats: int,
    waiting: int,
    deadline: dt.date,
    happens_at: dt.datetime | None,
    minutes: int,
    *,
    policy: Policy,
    today: dt.date,
) -> None:
    if kind not in policy.openings.kinds:
        raise BadInput("bad_kind", f"An opening is one of {', '.join(policy.openings.kinds)}.", field="kind")
    if not 1 <= seats <= MOST_SEATS:
        raise BadInput("seats", f"Name 1 to {MOST_SEATS} seats.", field="seats")
    if not 0 <= waiting <= MOST_WAITING:
        raise BadInput("waiting", f"Of the waiting list name 0 to {MOST_WAITING} places.", field="waiting")
    if not today <= deadline <= today + dt.timedelta(days=730):
        raise BadInput(
            "deadline", "The last day to answer lies between today and two years from now.", field="deadline"
        )
    check_when(happens_at, minutes, deadline, policy)


def check_when(happens_at: dt.datetime | None, minutes: int, deadline: dt.date, policy: Policy) -> None:
    """Go on only where it lies after the last day to answer, and takes some time. Raises BadInput."""
    if happens_at is not None and day_of(happens_at, policy) <= deadline:
        raise BadInput(
            "happens_before", "It takes place on a day after the last day to answer, or nobody can prepare.",
            field="happens_at",
        )  # fmt: skip
    if not 5 <= minutes <= 20_000:
        raise BadInput("minutes", "Say how long it takes, from 5 minutes on.", field="minutes")


def _check_decides(decides: str, decider: User | None) -> None:
    if decides not in Decides.values:
        raise BadInput("decides", "Seats go by first come, a colleague's word, or a lot.", field="decides")
    if decides == Decides.NAMED and (decider is None or not decider.is_active):
        raise BadInput("no_decider", "Name the colleague who decides.", field="decider")


def plain(field: str, text: str, most: int, *, least: int = 0, paragraphs: bool = False) -> str:
    """The words of one field as they are kept. Raises BadInput: too short, too long, or worded like begging."""
    found = text.replace("\0", "").replace("\r\n", "\n").strip()
    found = found if paragraphs else " ".join(found.split())
    if len(found) < least:
        raise BadInput("too_short", "Say in a few more words what this is.", field=field)
    if len(found) > most:
        raise BadInput("too_long", f"These are {len(found)} letters; at most {most} are kept.", field=field)
    sentence = stopped(found)[1]
    if sentence:
        raise BadInput("wording", sentence, field=field)
    return found
