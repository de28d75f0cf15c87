"""What lies in a programme: asks and openings, each in at most one; people chosen by hand; whether wins were kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.domain.policy import Policy
from vouch.program.asks.days import moment_on
from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.openings.models import Guest, Opening
from vouch.program.people.models import Contact
from vouch.program.programmes.actions.turn import LIVE, take_turn
from vouch.program.programmes.models import Programme, ProgrammeAsk, ProgrammeOpening, ProgrammePerson
from vouch.program.programmes.states import Goal, Kept, ProgrammeState, Whom

MOST_PEOPLE = 2000


@transaction.atomic
def add_asks(*, by: User, programme: Programme, asks: Sequence[Ask], policy: Policy, today: dt.date) -> int:
    """Count these asks to the programme; those in it already stay. Returns how many came in.

    Raises NotAllowed; BadInput for an ask of somebody who was chosen, in a programme of reviews; Conflict where one
    belongs to another programme, or this one has ended.
    """
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    keys = [one.pk for one in asks]
    if found.goal == Goal.REVIEWS and Ask.objects.filter(pk__in=keys, open_rule="").exists():
        raise BadInput(
            "chosen_by_hand", "A programme of reviews has open invitations alone: this person was chosen.", field="ask"
        )
    by_opening = Guest.objects.filter(ask__in=keys, opening__programme__isnull=False)
    held = dict(by_opening.values_list("ask_id", "opening__programme__programme_id"))
    held |= dict(ProgrammeAsk.objects.filter(ask__in=keys).values_list("ask_id", "programme_id"))
    elsewhere = next((key for key in held.values() if key != found.pk), None)
    if elsewhere:
        other = Programme.objects.get(pk=elsewhere)
        raise Conflict("in_another", f"One of these belongs to “{other}” already. Take it out there first.")
    at = moment_on(today, policy)
    rows = [ProgrammeAsk(programme=found, ask_id=key, added_at=at) for key in keys if key not in held]
    ProgrammeAsk.objects.bulk_create(rows)
    if rows:
        record(by=by, action="add_asks", kind="programme", object_id=found.pk, asks=len(rows))
    return len(rows)


@transaction.atomic
def take_ask_out(*, by: User, programme: Programme, ask: str) -> None:
    """The ask is not the programme's any more. Raises NotAllowed; NotFound; Conflict where it has ended."""
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if not ProgrammeAsk.objects.filter(programme=found, ask=ask).delete()[0]:
        raise NotFound("not_in_it", "This ask is not in the programme by itself; perhaps its opening is.")
    record(by=by, action="take_ask_out", kind="programme", object_id=found.pk, ask=ask)


@transaction.atomic
def add_openings(*, by: User, programme: Programme, openings: Sequence[str], policy: Policy, today: dt.date) -> int:
    """Count these openings, by key, with the asks of their guests. Returns how many came in.

    Raises NotAllowed; BadInput in a programme of reviews; NotFound; Conflict where one is in another programme.
    """
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if found.goal == Goal.REVIEWS:
        raise BadInput("no_seats_for_reviews", "A review is no seat: nobody is chosen for it.", field="opening")
    keys = list(dict.fromkeys(openings))
    if Opening.objects.filter(pk__in=keys).count() < len(keys):
        raise NotFound("no_such_opening", "There is no such opening. A draft may have been thrown away.")
    held = dict(ProgrammeOpening.objects.filter(opening__in=keys).values_list("opening_id", "programme__name"))
    ours = set(ProgrammeOpening.objects.filter(opening__in=keys, programme=found).values_list("opening_id", flat=True))
    others = [name for key, name in held.items() if key not in ours]
    single = ProgrammeAsk.objects.filter(ask__in=Guest.objects.filter(opening__in=keys).values("ask_id"))
    others += single.exclude(programme=found).values_list("programme__name", flat=True)[:1]
    if others:
        raise Conflict("in_another", f"It, or an ask of its guests, belongs to “{others[0]}”. Take it out there first.")
    at = moment_on(today, policy)
    rows = [ProgrammeOpening(programme=found, opening_id=key, added_at=at) for key in keys if key not in ours]
    ProgrammeOpening.objects.bulk_create(rows)
    if rows:
        record(by=by, action="add_openings", kind="programme", object_id=found.pk, openings=len(rows))
    return len(rows)


@transaction.atomic
def take_opening_out(*, by: User, programme: Programme, opening: str) -> None:
    """The opening is not the programme's any more. Raises NotAllowed; NotFound; Conflict where it has ended."""
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if not ProgrammeOpening.objects.filter(programme=found, opening=opening).delete()[0]:
        raise NotFound("not_in_it", "This opening is not in the programme.")
    record(by=by, action="take_opening_out", kind="programme", object_id=found.pk, opening=opening)


@transaction.atomic
def choose_people(
    *, by: User, programme: Programme, contacts: Sequence[Contact], policy: Policy, today: dt.date
) -> int:
    """Choose these people for it, one by one; the gates are looked at when they are asked. Returns how many came in.

    Raises NotAllowed; BadInput where its people are not chosen one by one, as for reviews; Conflict once it ended.
    """
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if found.whom != Whom.LISTED:
        raise BadInput("not_by_hand", "People of this programme are not chosen one by one.", field="contact")
    there = set(ProgrammePerson.objects.filter(programme=found).values_list("contact_id", flat=True))
    new = [one for one in {one.pk: one for one in contacts}.values() if one.pk not in there]
    if len(there) + len(new) > MOST_PEOPLE:
        raise BadInput("too_many_people", f"At most {MOST_PEOPLE:,} are chosen one by one.", field="contact")
    at = moment_on(today, policy)
    ProgrammePerson.objects.bulk_create(
        [ProgrammePerson(programme=found, contact=one, chosen_by=by, chosen_at=at) for one in new]
    )
    if new:
        record(by=by, action="choose_people", kind="programme", object_id=found.pk, people=len(new))
    return len(new)


@transaction.atomic
def leave_out(*, by: User, programme: Programme, contact: str) -> None:
    """Somebody is not among its people any more. Raises NotAllowed; NotFound; Conflict where it has ended."""
    require(by, "run_programmes")
    found = take_turn(programme.pk)
    if not ProgrammePerson.objects.filter(programme=found, contact=contact).delete()[0]:
        raise NotFound("not_among_them", "This person is not among those who were chosen.")
    record(by=by, action="leave_out", kind="programme", object_id=found.pk, contact=contact)


@transaction.atomic
def say_kept(*, by: User, programme: Programme, ask: str, kept: str, policy: Policy, today: dt.date) -> None:
    """Whether both had of an act what was promised; also after the programme, as some wins take their time.

    Raises NotAllowed; BadInput; NotFound; Conflict where the act is not done.
    """
    require(by, "run_programmes")
    found = take_turn(programme.pk, states=(*LIVE, ProgrammeState.ENDED))
    if kept not in Kept.values:
        raise BadInput("bad_kept", f"Choose one of: {', '.join(Kept.labels)}.", field="kept")
    row = Ask.objects.filter(pk=ask).first()
    within = ProgrammeAsk.objects.filter(ask=ask).first()
    if within is None and Guest.objects.filter(ask=ask, opening__programme__programme=found).exists():
        within = ProgrammeAsk.objects.create(programme=found, ask_id=ask, added_at=moment_on(today, policy))
    if row is None or within is None or within.programme_id != found.pk:
        raise NotFound("not_in_it", "This ask is not in the programme.")
    if row.state not in (AskState.DONE, AskState.THANKED):
        raise Conflict("not_done", "Nothing was done yet, so nobody can have had anything of it.")
    ProgrammeAsk.objects.filter(pk=within.pk).update(kept=kept, kept_by=by)
    record(by=by, action="say_kept", kind="programme", object_id=found.pk, ask=ask, kept=kept)
