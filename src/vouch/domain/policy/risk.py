"""When a customer is at risk."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vouch.domain.policy.section import Section, WholeDays

Force = Literal["hard", "soft", "off"]


class RiskDays(Section):
    """How long each reason takes to begin, or lasts."""

    notice_ends_after: WholeDays
    severity_one_open_longer_than: WholeDays
    sponsor_gone_longer_than: WholeDays
    detractor_within: WholeDays
    promise_missed_within: WholeDays
    sentiment_within: WholeDays
    messages_within: WholeDays
    competitor_within: WholeDays


class RiskUsage(Section):
    """When usage has fallen, and when a feed has stopped so that nobody can tell."""

    drop: Annotated[float, Field(gt=0, lt=1)]
    recent_days: Annotated[int, Field(ge=1, le=365)]
    baseline_days: Annotated[int, Field(ge=1, le=730)]
    seasonal_from_days: WholeDays
    feed_stopped_after_days: WholeDays


class AtRisk(Section):
    """Which reasons put an account at risk: one hard one, or `soft_needed` soft ones."""

    soft_needed: Annotated[int, Field(ge=1, le=5)]
    cancellation_or_downsell_notice: Force
    severity_one_open: Force
    sponsor_gone: Force
    detractor_in_key_role: Force
    usage_down: Force
    promise_missed: Force
    sentiment_amber: Force
    messages_unanswered: Force
    competitor_seen: Force
    days: RiskDays
    usage: RiskUsage

    def force(self, reason: str) -> Force:
        """Whether a reason is hard, soft or switched off."""
        force: Force = getattr(self, reason)
        return force


RISK_REASONS: tuple[str, ...] = tuple(
    name for name in AtRisk.model_fields if name not in ("soft_needed", "days", "usage")
)
