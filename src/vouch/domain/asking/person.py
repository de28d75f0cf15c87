"""What the person themselves wants: not to be asked, not this, not so often, not so publicly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vouch.domain.asking.obstacle import Obstacle, said_day
from vouch.domain.asking.wanted import Wanted

PURPOSES = {
    "invitations": "being invited",
    "quote": "being quoted",
    "name": "the use of their name",
    "image": "the use of picture and voice",
}
"""What a person can agree to, in words."""


def away(wanted: Wanted) -> Iterator[Obstacle]:
    """They asked not to be approached, left, are at no customer of ours, or cannot be reached."""
    who = wanted.situation
    if who.opted_out:
        yield Obstacle("opted_out", f"{who.person} asked not to be approached.", f"{who.person} only")
    if who.left:
        yield Obstacle("left", f"{who.person} no longer works at {who.company}.", "the next import, if that is wrong")
    if not who.customer:
        yield Obstacle("no_customer", f"{who.company} is no customer now.", "the next import, if that is wrong")
    if not who.reachable:
        yield Obstacle(
            "no_address",
            f"There is no e-mail address at which {who.person} can be reached.",
            "whoever knows the address, by adding it",
        )


def own_wish(wanted: Wanted) -> Iterator[Obstacle]:
    """Their pause, their pace, what they never want to hear of, and whether they want invitations at all."""
    who, limits = wanted.situation, wanted.situation.limits
    if "invitations" in who.withdrawn:
        yield Obstacle("invitations_withdrawn", f"{who.person} does not want invitations.", f"{who.person} only")
    if limits.paused_until is not None and who.today <= limits.paused_until:
        yield Obstacle(
            "paused", f"{who.person} has paused all invitations.", f"{who.person}, or time", limits.paused_until
        )
    if wanted.activity in limits.refused:
        yield Obstacle(
            "refused_kind", f"{who.person} does not want to be asked for {wanted.rung.words}.", f"{who.person} only"
        )
    last = max((one.on for one in who.asked), default=None)
    if limits.every_days and last is not None and who.today < last + timedelta(days=limits.every_days):
        yield Obstacle(
            "own_pace",
            f"{who.person} wants at most one invitation in {limits.every_days} days, and had one on {said_day(last)}.",
            f"{who.person}, or time",
            last + timedelta(days=limits.every_days - 1),
        )


def limits(wanted: Wanted) -> Iterator[Obstacle]:
    """Their own wishes, and how public they are willing to be."""
    yield from own_wish(wanted)
    who, highest = wanted.situation, wanted.situation.limits.exposure
    if highest is not None and wanted.rung.exposure > highest:
        yield Obstacle(
            "too_public",
            f"{who.person} goes no further than exposure {highest}, and {wanted.rung.words} is exposure "
            f"{wanted.rung.exposure}.",
            f"{who.person} only",
            rule=f"{who.person} goes no further than exposure {highest}.",
        )


def consents(wanted: Wanted) -> Iterator[Obstacle]:
    """A purpose this needs and they have taken back. What they were never asked about, the invitation asks."""
    who = wanted.situation
    for purpose in wanted.rung.consents:
        if purpose in who.withdrawn:
            yield Obstacle(
                "consent_withdrawn",
                f"{who.person} has withdrawn their consent to {PURPOSES[purpose]}, which {wanted.rung.words} needs.",
                f"{who.person} only",
            )
