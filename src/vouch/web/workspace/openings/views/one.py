"""The page of one opening: its seats, its guests, what can be done next; its list and calendar to take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import BadInput
from vouch.program.asks.days import day_of
from vouch.program.colleagues.permissions import may, require
from vouch.program.openings import queries
from vouch.program.openings.actions.publish import oddly_wide
from vouch.program.openings.calendar import calendar_file
from vouch.program.openings.letters.letters import when
from vouch.program.openings.states import Decides, GuestState, OpeningState
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.shared.taken_away import KINDS, as_file
from vouch.web.workspace.asks import day
from vouch.web.workspace.openings import words

if TYPE_CHECKING:
    from vouch.program.openings.models import Opening

_HEADS = ("state", "seat", "place", "person", "email", "title", "account", "owner", "why", "not_known", "words",
          "invited_on", "answered_on")  # fmt: skip


@require_GET
@needs("see_openings")
def opening(request: HttpRequest, key: str) -> HttpResponse:
    """One opening."""
    return page(request, queries.opening(key))


def page(request: HttpRequest, one: Opening, mistake: BadInput | None = None, opened: str = "") -> HttpResponse:
    """The page, with what was refused beside the step it was refused in."""
    who, rules, today = colleague(request), policy(), day.today()
    guests = queries.guests(one, reader=who)
    places = {guest.pk: queries.place_of(guest) for guest in guests}
    willing = [guest for guest in guests if guest.state == GuestState.WILLING]
    seats = queries.seats_of(one)
    everybody = one.guests.filter(state=GuestState.WILLING).count()
    found = queries.how_many(one.asked, kind=one.kind, today=today) if one.state == OpeningState.DRAFT else None
    context: dict[str, Any] = {
        "opening": one,
        "sentence": words.seat_words(one, seats, today, everybody, found.qualify if found else 0),
        "kind": words.kind_words(one, rules),
        "rung": rules.ladder.get(one.rung),
        "criteria": one.asked.sentences({name: rung.words for name, rung in rules.ladder.items()}),
        "when": when(one, rules),
        "begins": one.happens_at.astimezone(rules.zone).strftime("%Y-%m-%dT%H:%M") if one.happens_at else "",
        "seats": seats,
        "guests": [(guest, words.guest_words(guest, places[guest.pk]), words.unknown_words(guest)) for guest in guests],
        "willing": willing,
        "seated": [guest for guest in guests if guest.state == GuestState.SEATED],
        "found": found,
        "fits": words.fits_words(found) if found else "",
        "odd": oddly_wide(found) if found else "",
        "history": [(row, words.history_words(row.action)) for row in queries.history(one)],
        "may": possible(request, one),
        "mistake": mistake,
        "opened": opened,
        "kinds": KINDS,
        "today": today,
    }
    return render(request, "workspace/openings/opening.html", context, status=422 if mistake else 200)


def possible(request: HttpRequest, one: Opening) -> set[str]:
    """What the reader can do with it now."""
    who, state, today = colleague(request), one.state, day.today()
    runs = may(who, "run_openings")
    found: set[str] = set()
    moving = state in (OpeningState.PUBLISHED, OpeningState.CLOSED)
    if one.decides == Decides.NAMED and moving and (runs or one.decider_id == who.pk):
        found.add("decide")
    if not runs:
        return found
    if state == OpeningState.DRAFT:
        found |= {"write", "publish", "discard"}
    if state == OpeningState.PUBLISHED:
        found |= {"invite", "close"} if today <= one.deadline else {"close"}
    if moving:
        found |= {"seats", "change", "cancel", "take_back"}
        if one.happens_at is None or day_of(one.happens_at, policy()) <= today:
            found.add("hold")
        if one.decides == Decides.LOT and one.decided_at is None and today > one.deadline:
            found.add("draw")
    return found


@require_GET
@needs("see_openings")
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Its entry for a colleague's calendar."""
    one = queries.opening(key)
    body = calendar_file(one, policy=policy(), page=request.build_absolute_uri(f"/openings/{one.key}/"))
    return as_calendar(body)


def as_calendar(body: bytes) -> HttpResponse:
    """A calendar file as an answer."""
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="opening.ics"'
    return response


@require_GET
@needs("see_openings")
def guests_file(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """The guests the reader may see, to take away."""
    require(colleague(request), "export_customers")
    if kind not in KINDS:
        raise BadInput("bad_file", f"This list comes as {' or '.join(KINDS)}, not as “{kind[:20]}”.", kind=kind)
    one = queries.opening(key)
    return as_file(request, _table(one, request), kind, name="guests")


def _table(one: Opening, request: HttpRequest) -> Iterator[list[Any]]:
    yield list(_HEADS)
    for guest in queries.guests(one, reader=colleague(request)):
        owner = guest.account.owner if guest.account.owner_id else None
        yield [
            guest.state, guest.seat, queries.place_of(guest), guest.contact.name, guest.contact.email,
            guest.contact.title, guest.account.name, owner.name if owner else "", "; ".join(guest.why),
            "; ".join(guest.unknown), guest.words, _day(guest.invited_at), _day(guest.answered_at),
        ]  # fmt: skip


def _day(moment: Any) -> str:
    return day_of(moment, policy()).isoformat() if moment else ""
