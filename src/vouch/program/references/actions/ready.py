"""Is the deal ready for a reference? A customer's half hour is for buyers who are nearly convinced."""

from __future__ import annotations

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.program.references.models import Request

LEAST_REASON = 8


def lacks(request: Request, policy: Policy) -> tuple[str, ...]:
    """What the deal does not have yet, each as a sentence; empty where it is ready. What is not known is said too."""
    found = []
    stage = request.deal.stage if request.deal is not None else ""
    if request.deal is None:
        found.append("No deal was picked, so how far it is is not known.")
    elif not stage:
        found.append("The deal has no stage.")
    elif " ".join(stage.lower().split()) not in policy.desk.ready_stages:
        found.append(f"The deal is at “{stage}”, earlier than customers are usually asked to help.")
    if not request.readiness.get("buy_in"):
        found.append("Those who decide have not said that they want it.")
    if not request.readiness.get("technical"):
        found.append("The technical side has not agreed yet.")
    return tuple(found)


def check_ready(request: Request, policy: Policy) -> None:
    """Go on where the deal is ready, or somebody said why it is asked all the same. Raises BadInput `although`."""
    missing = lacks(request, policy)
    if missing and len(request.although) < LEAST_REASON:
        raise BadInput(
            "not_ready", f"{' '.join(missing)} Say why a reference helps already now.", field="although", lacks=missing
        )
