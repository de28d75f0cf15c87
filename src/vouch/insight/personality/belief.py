"""What may be said of one person: not known yet, may be, leaning, fairly sure, or as they said themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.chances import Chances
from vouch.insight.personality.evidence import Evidence
from vouch.insight.personality.posterior import informing, posterior
from vouch.insight.personality.reasons import Reason, reasons, what_would_tell


@dataclass(frozen=True, kw_only=True)
class Belief:
    """How well it is known, which personality leads and which comes second, and the chance of each.

    `leads` is None where it is not known. `kinds` names the kinds of evidence there are. `reasons` speak for
    and against; `would_tell` says what one could do to know more.
    """

    known: Known
    leads: Personality | None
    second: Personality | None
    shares: Mapping[Personality, float]
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    would_tell: tuple[str, ...]


def believe(
    evidence: Evidence,
    policy: Policy,
    *,
    today: date,
    stated: Personality | None = None,
    before: Mapping[Personality, float] | None = None,
    chances: Chances | None = None,
) -> Belief:
    """What may be said of one person on this day. What they stated themselves is final.

    >>> from vouch.domain.policy import load
    >>> believe(Evidence(), load(), today=date(2026, 3, 1)).known.words
    'not known yet'
    """
    shares = posterior(evidence, policy, before=before, chances=chances)
    kinds = kinds_of(evidence, policy)
    if stated is not None:
        only = {one: float(one is stated) for one in Personality}
        told = (Reason("for", "They said so themselves.", "You said so yourself."),)
        return Belief(
            known=Known.STATED, leads=stated, second=None, shares=only, kinds=kinds, reasons=told, would_tell=()
        )
    first, second = sorted(Personality, key=lambda one: (-shares[one], list(Personality).index(one)))[:2]
    known = _word(evidence, policy, kinds, shares[first], today)
    leads = first if known is not Known.UNKNOWN else None
    return Belief(
        known=known,
        leads=leads,
        second=second if leads is not None else None,
        shares=shares,
        kinds=kinds,
        reasons=reasons(evidence, policy, leads, today=today),
        would_tell=what_would_tell(evidence, policy, kinds, known),
    )


def kinds_of(evidence: Evidence, policy: Policy) -> tuple[str, ...]:
    """The kinds of evidence that there are. All questions on joining are one, so that one form decides nothing."""
    there = (
        ("answers", any(one.question in policy.personality.questions for one in evidence.answers)),
        ("behaviour", bool(informing(evidence, policy))),
        ("colleagues", bool(evidence.guesses)),
    )
    return tuple(name for name, is_there in there if is_there)


def _word(evidence: Evidence, policy: Policy, kinds: tuple[str, ...], most: float, today: date) -> Known:
    rules, last = policy.personality.saying, evidence.last
    # two chances that are alike but for the last digit are alike
    if last is None or _months(last, today) > rules.months or most < rules.leaning_from - 1e-12:
        return Known.UNKNOWN
    if len(kinds) < rules.kinds:
        return Known.MAY_BE if kinds == ("answers",) else Known.UNKNOWN
    return Known.ASSIGNED if most >= rules.assigned_from - 1e-12 else Known.LEANING


def _months(since: date, today: date) -> float:
    """Months between two days; a day past the same day of a later month is a part of one more."""
    return (today.year - since.year) * 12 + today.month - since.month + (today.day - since.day) / 31
