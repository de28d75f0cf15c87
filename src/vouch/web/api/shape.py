"""From what the program knows to what the API says; names are kept back here as everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.program.references.current import now
from vouch.program.references.how import How, how, spoken_to, state_of
from vouch.program.references.queries import Reading, possible, reading, steps
from vouch.program.references.queries.awaited import Awaited
from vouch.program.references.queries.updates import Update
from vouch.program.references.states import Fate, RequestState
from vouch.web.api import schemas
from vouch.web.shared.addresses import page_of_request
from vouch.web.shared.references.found import Found

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.references.models import Deal, Match, Referral, Request

_STEPS = {
    "write": "change", "hand_in": "hand_in", "take": "take", "not_filled": "not_filled", "say": "say",
    "withdraw": "withdraw", "done": "done",
}  # fmt: skip
"""What can be done with a request, as its operation is called."""
_WITH_THEM = {
    "agree": "agree", "pick": "pick_time", "place": "set_place", "call_off": "call_off", "feedback": "feedback",
    "their_feedback": "feedback",
    "missed": "missed", "times": "offer_times", "thank": "thank", "outcome": "tell_outcome",
}  # fmt: skip
"""The same of somebody who was chosen."""
_LIKE = ("product", "use", "industry", "employees", "region", "language", "role", "tech")


def deal(row: Deal) -> schemas.DealOut:
    """A deal."""
    return schemas.DealOut(
        id=row.pk, system=row.system, source_id=row.source_id, name=row.name, company=row.company, stage=row.stage,
        closes_on=row.closes_on, amount=row.amount, currency=row.currency, outcome=row.outcome,
    )  # fmt: skip


def request(row: Request, *, by: User, policy: Policy) -> schemas.RequestOut:
    """A request as this colleague may read it."""
    eyes, given = reading(row, by=by, policy=policy), how(row.activity, policy) if row.activity else None
    return schemas.RequestOut(
        key=row.pk, state=row.state, state_words=RequestState(row.state).label, seller=str(row.seller),
        taken_by=str(row.taken_by or ""), deal=deal(row.deal) if row.deal else None, buyer=row.buyer,
        activity=row.activity, words=row.words, like={name: getattr(row, f"like_{name}") for name in _LIKE},
        must=[str(one) for one in row.must], how_many=row.how_many, needed_by=row.needed_by, although=row.although,
        created_at=row.created_at, submitted_at=row.submitted_at, answered_at=row.answered_at, ended_at=row.ended_at,
        unfilled=row.unfilled, ending=row.ending, outcome=row.outcome, page=page_of_request(row.pk),
        chosen=[chosen(one, eyes, given, row) for one in row.matches.all()] if given else [],
        can=[_STEPS[one] for one in steps(row, by)],
    )  # fmt: skip


def chosen(row: Match, eyes: Reading, given: How, asked: Request) -> schemas.ChosenOut:
    """Somebody who was chosen for this request."""
    state, who = state_of(row), eyes.of(row.contact)
    return schemas.ChosenOut(
        key=row.pk, name=who.name, title=who.title, company=who.company, masked=who.masked, state=state,
        state_words=str(state.label), reasons=[str(one) for one in row.fit.get("reasons", [])],
        chosen_at=row.chosen_at, starts_at=row.starts_at, minutes=row.minutes, place=row.place, missed=row.missed,
        times=[
            schemas.Time(id=one.pk, starts_at=one.starts_at, named_by=one.offered_by)
            for one in row.slots.all()
            if not one.gone
        ],
        address=spoken_to(row, given),
        feedback=[
            schemas.FeedbackOut(
                side=one.side, grade=one.grade, minutes=one.minutes, again=one.again, words=one.words, at=one.at
            )
            for one in row.feedback.all()
        ],
        thanked_at=row.ask.thanked_at, told_outcome_at=row.told_outcome_at,
        can=list(dict.fromkeys(_WITH_THEM[one] for one in possible(row, asked, eyes.by))),
    )  # fmt: skip


def as_now(match: Match, by: User, *, policy: Policy) -> schemas.ChosenOut:
    """Somebody who was chosen, read anew after something was done."""
    row = now(match.pk)
    return chosen(row, reading(row.request, by=by, policy=policy), how(row.request.activity, policy), row.request)


def introduced(row: Referral) -> schemas.IntroducedOut:
    """Somebody whom a customer introduced."""
    account = row.contact.account
    return schemas.IntroducedOut(
        key=row.pk, name=row.name, company=row.company, email=row.email, agreed=row.agreed, note=row.note,
        by=row.contact.name, by_company=account.name if account else "", follows=str(row.follows or ""),
        fate=row.fate, fate_words=str(Fate(row.fate).label), deal=row.deal, words=row.words,
        thanked_at=row.told_at, at=row.at, changed_at=row.changed_at,
    )  # fmt: skip


def found(answer: Found) -> schemas.FoundOut:
    """Who fits."""
    return schemas.FoundOut(
        matches=[
            schemas.FitsOut(
                rank=one.rank, pick=one.pick, name=one.who.name, title=one.who.title, company=one.who.company,
                masked=one.who.masked, fit=one.fit, coverage=one.coverage, reasons=list(one.reasons),
                unknown=list(one.unknown), nobody_asked_yet=one.nobody_asked_yet, load=one.load,
                last_asked=one.last_asked, needed_later=one.later,
            )
            for one in answer.matches
        ],
        stopped=[
            schemas.StoppedOut(
                name=one.who.name, company=one.who.company, masked=one.who.masked, fit=one.fit, sentence=one.sentence,
                lifts=one.lifts, until=one.until,
            )
            for one in answer.stopped
        ],
        relaxes=[
            schemas.RelaxesOut(condition=one.condition, adds=one.adds, unknown=one.unknown) for one in answer.relaxes
        ],
        free=answer.free, stopped_count=answer.stopped_count, looked_for=list(answer.looked_for),
        nowhere=list(answer.nowhere), today=answer.today, policy=answer.policy,
    )  # fmt: skip


def update(one: Update) -> schemas.UpdateOut:
    """What came of a request."""
    row = one.request
    return schemas.UpdateOut(
        at=one.at, request=row.pk, system=row.deal.system if row.deal else "",
        deal=row.deal.source_id if row.deal else "", buyer=row.buyer, activity=row.activity, state=row.state,
        needed_by=row.needed_by, chosen=one.chosen, done=one.done, customers=list(one.customers),
        answered_at=row.answered_at, ended_at=row.ended_at, unfilled=row.unfilled, outcome=row.outcome,
        page=page_of_request(row.pk),
    )  # fmt: skip


def awaited(one: Awaited) -> schemas.WaitsOut:
    """What waits for the caller's word: whoever is asked to clear somebody reads who it is."""
    row = one.match
    return schemas.WaitsOut(
        kind="clearance" if one.kind == "clearance" else "chain", match=row.pk, request=row.request_id,
        name=row.contact.name, company=row.account.name, buyer=row.request.buyer, activity=row.request.activity,
        since=one.since,
    )  # fmt: skip
