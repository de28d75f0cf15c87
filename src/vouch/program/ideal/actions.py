"""How does a team say what matters, and who agrees on one profile?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.domain.policy import Policy
from vouch.domain.policy.nominations import OUTCOMES, READS
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.ideal.models import IdealProfile, Team, TraitRating

MOST = 3
"""Decisive; 0 is not important at all."""


@transaction.atomic
def rate(*, by: User, team: str, ratings: Mapping[str, int], policy: Policy) -> int:
    """Say for one's team how important each trait is, 0 to 3; what was said before is replaced. Returns how many.

    Raises NotAllowed; BadInput for a team, a trait or a number that is none.
    """
    require(by, "rate_traits")
    if team not in Team.values:
        raise BadInput("no_team", f"Say for which team: {', '.join(Team.values)}.", field="team")
    for trait, importance in ratings.items():
        _known(trait, policy)
        if importance not in range(MOST + 1):
            raise BadInput("bad_importance", f"Importance goes from 0 to {MOST}.", field=trait)
    if missing := [one.words for name, one in policy.traits.items() if name not in ratings]:
        raise BadInput("not_all", f"Rate every trait; not yet: {', '.join(missing)}.", field=next(
            name for name in policy.traits if name not in ratings
        ))  # fmt: skip
    now = timezone.now()
    TraitRating.objects.filter(by=by).delete()
    TraitRating.objects.bulk_create(
        TraitRating(by=by, team=team, trait=trait, importance=importance, rated_at=now)
        for trait, importance in ratings.items()
    )
    record(by=by, action="rate_traits", kind="ideal", object_id=str(by.pk), team=team)
    return len(ratings)


@transaction.atomic
def agree(
    *, by: User, traits: Mapping[str, Mapping[str, Any]], agreed_on: dt.date, policy: Policy, because: str = ""
) -> IdealProfile:
    """Set the agreed profile, as the next version: trait to `importance` (1 to 3) and `wanted`, a list of values.

    Raises NotAllowed; BadInput; Conflict where somebody else set one at the same moment.
    """
    require(by, "agree_profile")
    kept: dict[str, dict[str, Any]] = {}
    for name, told in traits.items():
        _known(name, policy)
        importance, wanted = int(told["importance"]), [str(one).strip() for one in told.get("wanted", ())]
        if not 1 <= importance <= MOST:
            raise BadInput(
                "bad_importance", f"Importance goes from 1 to {MOST}; leave out what does not matter.", field=name
            )
        trait = policy.traits[name]
        kind = READS.get(trait.reads, "yes")
        if kind != "yes" and not any(wanted):
            raise BadInput("nothing_wanted", f"Say which values fit for “{trait.words}”, or leave it out.", field=name)
        if kind == "at least" and not _is_number(wanted[0]):
            raise BadInput("no_number", f"“{trait.words}” needs a number from which on it fits.", field=name)
        kept[name] = {"importance": importance, "wanted": [one for one in wanted if one]}
    if not kept:
        raise BadInput("nothing_agreed", "Choose at least one trait that matters.")
    last = IdealProfile.objects.order_by("-version").first()
    try:
        with transaction.atomic():
            made = IdealProfile.objects.create(
                version=last.version + 1 if last else 1,
                agreed_on=agreed_on,
                agreed_by=by,
                because=because.strip()[:1000],
                traits=kept,
            )
    except IntegrityError:
        raise Conflict("agreed_meanwhile", "Somebody else set a profile just now. Look at it first.") from None
    record(by=by, action="agree_profile", kind="ideal", object_id=str(made.version))
    return made


def _known(trait: str, policy: Policy) -> None:
    if trait in OUTCOMES:
        raise BadInput(
            "is_outcome",
            f"“{trait}” is an outcome. A profile that looks for it would only find again whom you know already; "
            "take what was there before.",
            field=trait,
        )
    if trait not in policy.traits:
        raise BadInput(
            "no_such_trait", f"“{trait}” is no trait of the policy. An administrator may add it.", field=trait
        )


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
