"""Who spoke for us is thanked, and told what became of it: once, kindly also where the deal was lost.

The desk can read, change or skip what is told; what it does not touch leaves by itself after a day (`outcome_hours`).
Who wants no mail has it on their own page.
"""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.db.models import Q, QuerySet

from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.domain.policy import Policy
from vouch.domain.wording import stopped
from vouch.program.asks.actions.afterwards import now_known
from vouch.program.asks.actions.finish import thank as thank_ask
from vouch.program.asks.links import Address
from vouch.program.asks.states import WAS_DONE
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.references import letters
from vouch.program.references.actions.hand import Hand
from vouch.program.references.actions.telling import write_to_person
from vouch.program.references.current import now
from vouch.program.references.models import Match
from vouch.program.references.queries.mail import may_be_mailed
from vouch.program.references.states import Outcome

MOST_WORDS = 1000


@transaction.atomic
def thank(
    *,
    by: User,
    match: Match,
    words: str,
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Thank whoever spoke, in these words: by mail, and on their page. `letters.thanks_draft` begins them.

    Raises NotAllowed; BadInput without words; Conflict where nothing was done yet, or they were thanked.
    """
    match = now(match.pk)
    thank_ask(by=by, ask=match.ask, words=words, door=door)
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    match = now(match.pk)
    if may_be_mailed(match.contact, today):
        write_to_person(match, letters.thanks(match, match.ask.thanks, policy), f"thanks {match.pk}", hand)
    return match


@transaction.atomic
def write_outcome(*, by: User, match: Match, words: str, door: str = "workspace") -> Match:
    """Keep the desk's own words for what became of the deal; empty: ours again. Told later, by itself or at once.

    Raises NotAllowed; BadInput `words` (too long, begging, a sum of the deal); Conflict where it was told already.
    """
    require(by, "run_desk")
    match = now(match.pk)
    plain = words.replace("\0", "").strip()
    if len(plain) > MOST_WORDS:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most {MOST_WORDS} are kept.", field="words")
    sentence = stopped(plain)[1] if plain else ""
    if sentence:
        raise BadInput("wording", sentence, field="words")
    if _tells_the_sum(plain, match):
        raise BadInput(
            "tells_the_sum", "What the deal is worth is no customer's business. Take the sum out.", field="words"
        )
    if not Match.objects.filter(pk=match.pk, told_outcome_at=None).update(outcome_words=plain):
        raise _told(match)
    record(by=by, door=door, action="write_outcome", kind="match", object_id=match.pk)
    return now(match.pk)


@transaction.atomic
def skip_outcome(*, by: User, match: Match, door: str = "workspace") -> Match:
    """Say that this person is not told. Raises NotAllowed; Conflict where they were told already."""
    require(by, "run_desk")
    at = dt.datetime.now(dt.UTC)
    if not Match.objects.filter(pk=match.pk, told_outcome_at=None).update(outcome_skipped_at=at):
        raise _told(now(match.pk))
    record(by=by, door=door, action="skip_outcome", kind="match", object_id=match.pk)
    return now(match.pk)


@transaction.atomic
def tell_outcome(
    *,
    by: User | None,
    match: Match,
    words: str | None = None,
    door: str = "workspace",
    policy: Policy,
    today: dt.date,
    address: Address,
) -> Match:
    """Tell the person what became of the deal: on their page, and by mail where they want mail from us. Once.

    `words` in place of those that were kept (`write_outcome`); None: those, else ours.

    Raises NotAllowed; BadInput `words`; Conflict where the deal is open, they did nothing for it, or it was told.
    """
    require(by, "run_desk")
    if words is not None and by is not None:
        match = write_outcome(by=by, match=match, words=words, door=door)
    match = now(match.pk)
    if match.request.outcome == Outcome.OPEN or match.ask.state not in WAS_DONE:
        raise Conflict("nothing_to_tell", "There is nothing to tell yet: the deal is open, or nobody spoke.")
    hand = Hand(policy=policy, today=today, address=address, by=by, door=door)
    if not Match.objects.filter(pk=match.pk, told_outcome_at=None).update(told_outcome_at=hand.at):
        raise _told(match)
    now_known(ask=match.ask, led_to=letters.led_to(match))
    record(by=by, door=hand.door, action="tell_outcome", kind="match", object_id=match.pk)
    if may_be_mailed(match.contact, today):
        words = match.outcome_words or letters.outcome_draft(match, policy)
        write_to_person(match, letters.outcome(match, words), f"outcome {match.pk}", hand)
    return now(match.pk)


def tell_outcomes(*, policy: Policy, today: dt.date, address: Address, at: dt.datetime) -> int:
    """Tell everybody whose deal was decided long enough ago, each in a transaction of its own. Returns how many."""
    count = 0
    for key in list(to_tell().filter(request__outcome_at__lte=at - dt.timedelta(hours=policy.desk.outcome_hours))
                    .values_list("pk", flat=True)[:200]):  # fmt: skip
        try:
            tell_outcome(by=None, match=Match(pk=key), door="worker", policy=policy, today=today, address=address)
            count += 1
        except Refusal:
            continue  # somebody was quicker
    return count


def to_tell() -> QuerySet[Match]:
    """Those who spoke for a deal that was decided, and were neither told nor skipped, longest decided first."""
    rows = Match.objects.filter(told_outcome_at=None, outcome_skipped_at=None, ask__state__in=WAS_DONE)
    return rows.filter(~Q(request__outcome=Outcome.OPEN)).order_by("request__outcome_at", "key")


def _tells_the_sum(words: str, match: Match) -> bool:
    deal = match.request.deal
    if deal is None or deal.amount is None or deal.amount < 1:
        return False
    whole = f"{deal.amount:.0f}"
    digits = re.sub(r"(?<=\d)[\s.,'’](?=\d{3}\b)", "", words)
    return whole in digits or (whole.endswith("000") and bool(re.search(rf"\b{whole[:-3]}\s?[kK]\b", words)))


def _told(match: Match) -> Conflict:
    day = f" on {match.told_outcome_at:%-d %b %Y}" if match.told_outcome_at else ""
    return Conflict("told_already", f"They were told{day}. It is told once.")
