"""Whom should a visitor look at first? One sentence for each story worth opening."""

from __future__ import annotations

from vouch.runs.demo.plan import Plan

_FIRST = (
    "captive_renewer", "silent_loyalist", "small_firm_champion", "guarded_giant", "personal_advocate", "over_asked",
    "gift_actor", "open_escalation", "stopped_feed", "latent", "unsigned_result", "little_known",
)  # fmt: skip


def tell(plan: Plan) -> list[str]:
    """Sentences about whom to open first, the most telling story first.

    Each begins with the company's name, so that `vouch explain NAME` is the next thing to type.
    """
    sentences = []
    for kind in _FIRST:
        first = next(iter(plan.of(kind)), None)
        if first:
            sentences.append(f"{first.name} ({kind.replace('_', ' ')}): {first.says}")
    return sentences
