"""What stands in the way of giving somebody something? Less than of asking: only law, and their own wish for peace."""

from __future__ import annotations

from collections.abc import Iterator

from vouch.domain.asking import HoldKind, Obstacle, Situation


def free_to_be_given(situation: Situation) -> tuple[Obstacle, ...]:
    """Every reason why this person is not even to be given something now. Empty: they may be.

    Stage, rest, load and holds of every other kind say nothing here: who is unhappy, or was asked last week, may
    well be given early access. `docs/adr/0014-an-opening-gives-or-asks.md`.
    """
    return tuple(_obstacles(situation))


def _obstacles(who: Situation) -> Iterator[Obstacle]:
    if who.opted_out:
        yield Obstacle("opted_out", f"{who.person} asked not to be approached.", f"{who.person} only")
    if who.left:
        yield Obstacle("left", f"{who.person} no longer works at {who.company}.", "the next import, if that is wrong")
    if not who.reachable:
        yield Obstacle("no_address", f"There is no address at which {who.person} can be reached.", "whoever knows one")
    if "invitations" in who.withdrawn:
        yield Obstacle("invitations_withdrawn", f"{who.person} does not want invitations.", f"{who.person} only")
    paused = who.limits.paused_until
    if paused is not None and who.today <= paused:
        yield Obstacle("paused", f"{who.person} has paused all invitations.", f"{who.person}, or time", paused)
    for hold in who.holds:
        if hold.kind is HoldKind.LEGAL:
            yield Obstacle("hold_legal", hold.words, hold.lifts, hold.until)
