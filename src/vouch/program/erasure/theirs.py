"""What was asked of a person, given to them and said by them: how does it go, and what of it are they told?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Q

from vouch.program.asks.models import Ask, Give, Link
from vouch.program.consent.models import Consent, Hold, Limits, Permission
from vouch.program.findings.models import Approach, Deed, Particular
from vouch.program.members.models import Code, Member, Visit
from vouch.program.openings.models import Guest
from vouch.program.outbox.models import Message, Undeliverable
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.models import Account, Move
from vouch.program.people.personality.models import Belief, Guess, OwnWord
from vouch.program.programmes.models import ProgrammeAsk, ProgrammePerson
from vouch.program.references.models import Match, Price, Referral, Request
from vouch.program.suggestions.models import MonthPick, NextStep, NotThisWeek
from vouch.program.touch.models import Gesture, InCommon, Spark

GONE = "(erased)"
_THEIRS: tuple[type[Model], ...] = (
    *(Ask, Give, Link, Consent, Limits, Hold, Approach, Deed, Code, Visit, Member),
    *(NextStep, NotThisWeek, MonthPick),
    *(Guest, Particular, ProgrammePerson),
    *(Move, Gesture, InCommon, Spark),
    *(OwnWord, Guess, Belief),
    *(Match, Referral, Price),
    *(PersonalGoal, NoNotes),
)
"""Tables whose rows are one person's. Steps, clearances and links of an ask go with it, as those of a guest do."""

Row = dict[str, Any]


def forget_theirs(ids: Collection[str], addresses: Collection[str]) -> int:
    """Delete the rows of the person with these internal ids and addresses. Returns how many went.

    What their company allowed stays, without who said so.
    """
    rows = sum(model._default_manager.filter(contact_id__in=ids).delete()[0] for model in _THEIRS)
    rows += Message.objects.filter(Q(to__in=addresses) | Q(contact__in=ids)).delete()[0]
    rows += Undeliverable.objects.filter(address__in=addresses).delete()[0]
    rows += Referral.objects.filter(email__in=addresses).delete()[0]
    Request.objects.filter(buyer_email__in=addresses).update(buyer_name="", buyer_email="")
    Permission.objects.filter(said_by_contact__in=ids).update(said_by=GONE, said_by_contact=None, note="")
    return rows


def asked_of(ids: Collection[str], addresses: Collection[str]) -> dict[str, list[Row]]:
    """Everything of it as plain values, by what it is; what there is none of is left out. Colleagues are not named."""
    whose = Q(contact_id__in=ids)
    told: dict[str, Iterable[Row]] = {
        "asks": [_ask(row) for row in Ask.objects.filter(whose).order_by("proposed_at", "pk")],
        "asks_outside": _rows(Approach, whose, "asked_on", "words", "answer", "answered_on"),
        "acts": _rows(Deed, whose, "done_on", "words", "prompted", "rewarded"),
        "given": _rows(Give, whose, "created_at", "kind", "state", "do", "gives", "due_on", "done_on", "followed"),
        "consents": _rows(Consent, whose, "at", "purpose", "given", "door", "evidence"),
        "limits": _rows(
            Limits, whose, "changed_at", "exposure", "refused", "every_days", "paused_until", "channels", "formats",
            "topics", "languages", "name_use",
        ),
        "held_back": _rows(Hold, whose, "at", "kind", "reason", "from_on", "until", "lifted_at"),
        "permissions_they_gave": _rows(
            Permission, Q(said_by_contact_id__in=ids), "said_on", "activity", "allowed", "until", "at_most",
            "per_days", "uses", "territory", "document", "note", "ended_at",
        ),
        "membership": _rows(Member, whose, "joined_at", "terms", "answers", "left_at"),
        "visits": _rows(Visit, whose, "began_at", "seen_at", "expires_at", "ended_at"),
        "codes": _rows(Code, whose, "sent_at", "expires_at", "tries", "used_at"),
        "next_step": _rows(
            NextStep, whose, "computed_on", "kind", "activity", "sentence", "reasons", "rate_words", "parts", "stage",
            "role", "lifts", "until", "changed",
        ),
        "put_off": _rows(NotThisWeek, whose, "at", "activity", "until", "words"),
        "planned_for_the_month": _rows(MonthPick, whose, "week", "activity", "reason"),
        "openings": [_guest(row) for row in Guest.objects.filter(whose).order_by("chosen_at", "pk")],
        "gestures": _rows(Gesture, whose, "happened_on", "kind", "what", "note", "state", "made_on", "ended_on"),
        "programmes": [*_chosen_for(whose), *_asked_in(ids)],
        "what_colleagues_share_with_them": _rows(InCommon, whose, "said_at", "words"),
        "who_could_speak_to_them": _rows(Spark, whose, "rank", "leads", "n", "yes", "words", "shares", "computed_on"),
        "parts_they_play": _rows(Particular, whose, "value"),
        "moved": [_move(row) for row in Move.objects.filter(whose).order_by("on")],
        "what_they_say_they_are": _rows(OwnWord, whose, "changed_at", "personality", "objected_at"),
        "what_we_believe": _rows(
            Belief, whose, "computed_on", "known", "leads", "second", "shares", "kinds", "reasons",
        ),
        "what_colleagues_believe": _rows(Guess, whose, "said_at", "personality", "words"),
        "reference_requests": [_match(row) for row in Match.objects.filter(whose).order_by("chosen_at", "pk")],
        "whom_they_introduced": _rows(Referral, whose, "at", "name", "company", "email", "note", "fate"),
        "what_asking_them_costs_later": _rows(Price, whose, "computed_on", "price"),
        "what_they_want_for_themselves": _goals(whose),
        "no_notes_of_what_they_want": _rows(NoNotes, whose, "since"),
        "links": _rows(Link, whose, "made_at", "kind", "expires_at"),
        "undeliverable": _rows(Undeliverable, Q(address__in=addresses), "since", "address", "why"),
    }  # fmt: skip
    return {what: list(rows) for what, rows in told.items() if rows}


def _goals(whose: Q) -> list[Row]:
    found = []
    for row in PersonalGoal.objects.filter(whose).order_by("said_on", "pk"):
        told: Row = {"said_on": row.said_on, "kind": row.kind, "words": row.words}
        noted: Row = {"noted_by_a_colleague": True, "said_where": row.said_where}
        found.append(told | (noted if row.noted_by_id else {}))
    return found


def _move(row: Move) -> Row:
    names = dict(Account.objects.filter(pk__in=[row.left_id, row.joined_id]).values_list("pk", "name"))
    return {"on": row.on, "from": names.get(row.left_id, ""), "to": names.get(row.joined_id, "")}


def _guest(row: Guest) -> Row:
    names = ("state", "seat", "why", "unknown", "chosen_at", "invited_at", "answered_at", "words", "offer_until")
    told: Row = {"opening": row.opening.title} | {name: getattr(row, name) for name in names}
    told["steps"] = list(row.steps.order_by("pk").values("at", "after", "door", "words"))
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _match(row: Match) -> Row:
    told: Row = {"for": row.request.buyer, "activity": row.request.activity, "fit": row.fit}
    told |= {name: getattr(row, name) for name in ("chosen_at", "starts_at", "minutes", "place", "told_outcome_at")}
    told["times"] = list(row.slots.order_by("pk").values("starts_at", "offered_by", "picked"))
    told["address_given_at"] = list(row.looks.order_by("pk").values_list("at", flat=True))
    told["how_it_was"] = list(row.feedback.order_by("pk").values("side", "grade", "minutes", "again", "words", "at"))
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _chosen_for(whose: Q) -> list[Row]:
    rows = ProgrammePerson.objects.filter(whose).select_related("programme").order_by("chosen_at", "pk")
    return [{"programme": row.programme.name, "chosen_at": row.chosen_at} for row in rows]


def _asked_in(ids: Collection[str]) -> list[Row]:
    rows = ProgrammeAsk.objects.filter(ask__contact_id__in=ids).select_related("programme", "ask")
    return [
        {"programme": row.programme.name, "asked_for": row.ask.activity, "wins_kept": row.kept}
        for row in rows.order_by("added_at", "pk")
    ]


def _rows(model: type[Model], whose: Q, *columns: str) -> list[Row]:
    rows = model._default_manager.filter(whose).order_by(columns[0], "pk").values(*columns)
    return [{name: value for name, value in row.items() if value not in (None, "", [], {})} for row in rows]


_ASK = ("proposed_at", "activity", "state", "origin", "subject", "why", "words", "win_person", "win_company", "use",
        "territory", "reward_announced", "invited_at", "answer_until", "reminded_at", "answered_at", "answer_words",
        "not_before", "done_at", "minutes", "quality", "led_to", "thanked_at", "thanks")  # fmt: skip


def _ask(row: Ask) -> Row:
    told = {name: getattr(row, name) for name in _ASK}
    told["steps"] = list(row.steps.order_by("pk").values("at", "before", "after", "door", "words"))
    told["clearances"] = list(row.clearances.order_by("pk").values("asked_at", "answer", "answered_at", "words"))
    return {name: value for name, value in told.items() if value not in (None, "", [])}
