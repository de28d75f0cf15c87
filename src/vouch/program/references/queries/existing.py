"""What is there already that this buyer could be given today, without asking anybody anew?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vouch.domain.asking import Allowed
from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.permitted import permissions_now
from vouch.program.asks.states import WAS_DONE
from vouch.program.colleagues.models import User
from vouch.program.consent.queries import known_as
from vouch.program.findings.models import Deed
from vouch.program.people.folding import fold
from vouch.program.people.models import Account
from vouch.program.references.models import Request
from vouch.program.references.queries.conflicts import conflicts
from vouch.program.references.queries.looking import reading

LASTING = ("private_quote", "named_quote", "case_study", "phone_video", "private_words", "byline_by_us", "byline",
           "video_case_study", "webinar", "feature_interview", "logo")  # fmt: skip
"""Activity types that leave something behind which can be shown again."""
YEARS = 3
PUBLIC = 3
"""From this exposure on (a logo, a named quote) the world reads that they speak for us."""
_LOOKED_AT = 400


@dataclass(frozen=True, kw_only=True)
class Existing:
    """One thing: what it is, of whom, from when, what it says where that is known, and why it fits."""

    key: str
    activity: str
    account: Account
    on: dt.date
    says: str
    why: tuple[str, ...]
    company: str = ""

    @property
    def masked(self) -> bool:
        """Whether the reader has a description (`company`) in place of the name, and nothing of what was said."""
        return self.company != self.account.name


def existing(
    request: Request, *, by: User | None, policy: Policy, today: dt.date, limit: int = 4
) -> Sequence[Existing]:
    """What lasts and was done by customers like this buyer, the likest and newest first, as `by` may read of whom.

    Never of somebody in conflict, nor where the company's word on it is never, or is not for deals.
    """
    since = today - dt.timedelta(days=365 * YEARS)
    out = conflicts(request)
    deeds = Deed.objects.filter(activity__in=LASTING, done_on__gte=since).exclude(account=None)
    asks = Ask.objects.filter(activity__in=LASTING, state__in=WAS_DONE, done_at__date__gte=since)
    found = [
        Existing(
            key=f"deed {row.pk}", activity=row.activity, account=row.account, on=row.done_on, says=row.words, why=()
        )
        for row in deeds.select_related("account").order_by("-done_on", "pk")[:_LOOKED_AT]
        if row.account is not None
    ]
    found += [
        Existing(key=f"ask {row.pk}", activity=row.activity, account=row.account, on=row.done_at.date(),
                 says=row.led_to, why=())
        for row in asks.select_related("account").order_by("-done_at", "pk")[:_LOOKED_AT]
        if row.done_at is not None
    ]  # fmt: skip
    found = [one for one in found if one.account.pk not in out.accounts]
    allowed = permissions_now(known_as([one.account for one in found]), today)
    kept = []
    for one in found:
        said = allowed.get(one.account.pk, {})
        word = said.get(one.activity) or said.get("")
        if word is not None and (word.allowed is Allowed.NEVER or (word.uses and "deal" not in word.uses)):
            continue
        why = _why(request, one.account)
        if why:
            kept.append(
                Existing(key=one.key, activity=one.activity, account=one.account, on=one.on, says=one.says, why=why)
            )
    kept.sort(key=lambda one: (-len(one.why), -one.on.toordinal(), one.key))
    if by is None:
        return [replace(one, company=one.account.name) for one in kept[:limit]]
    eyes = reading(request, by=by, policy=policy)
    return [replace(one, company=eyes.company(one.account, open_=_public(one, policy))) for one in kept[:limit]]


def _public(one: Existing, policy: Policy) -> bool:
    rung = policy.ladder.get(one.activity)
    return rung is not None and rung.exposure >= PUBLIC


def _why(request: Request, account: Account) -> tuple[str, ...]:
    """In what the account is like the buyer, or like whom the request wants."""
    found = []
    industry = account.industry or account.segment
    if request.like_industry and fold(request.like_industry) in {fold(account.industry), fold(account.segment)}:
        found.append(f"the same industry: {industry}")
    if request.like_region and fold(request.like_region) in {fold(account.region), fold(account.country)}:
        found.append(f"the same region: {request.like_region}")
    size, theirs = request.like_employees, account.employees
    if size and theirs and max(size, theirs) <= 4 * min(size, theirs):
        found.append("a company of like size")
    buyer = request.account
    if not found and buyer is not None and industry and fold(industry) == fold(buyer.industry or buyer.segment):
        found.append(f"the buyer’s industry: {industry}")
    return tuple(found)
