"""Everybody concerned hears of each step by mail, once, with their calendar's entry where a time changed.

Written in the transaction of the step, under a key that names match, step and reader: twice is once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from vouch.program.asks import links
from vouch.program.asks.states import LinkKind
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.actions import write
from vouch.program.outbox.letter import Attachment
from vouch.program.outbox.models import Message
from vouch.program.references import letters
from vouch.program.references.actions.hand import Hand
from vouch.program.references.actions.looking import hand_out
from vouch.program.references.calendar import Method, attached, entry, guests_of
from vouch.program.references.models import Match, Request
from vouch.program.references.queries.looking import reading

LINK_DAYS = 90
"""How long the link of a mail to the person works, from the day of the mail."""
REQUEST = "request"
"""The kind of page on which colleagues see a request."""


def tell_person(match: Match, step: str, hand: Hand, *, again: str = "", words: str = "", at: dt.datetime | None = None,
                files: tuple[Attachment, ...] = ()) -> bool:  # fmt: skip
    """Write to the person. `again` tells apart what can happen more than once. False where it was written before."""
    if not match.contact.email:
        return False
    said = letters.to_person(step, match, hand.policy, words=words, at=at)
    return write_to_person(match, said, f"match {step} {match.pk} {again}".strip(), hand, files=files)


def write_to_person(
    match: Match, words: letters.Words, key: str, hand: Hand, *, files: tuple[Attachment, ...] = ()
) -> bool:
    """Write these words to the person, with a link to their page. False where this key was written before."""
    if not match.contact.email or _written(key):
        return False
    secret = links.make(LinkKind.INVITATION, at=hand.at, days=LINK_DAYS, ask=match.ask, contact=match.ask.contact_id)
    stop = links.make(LinkKind.STOP, at=hand.at, days=links.STOP_DAYS, ask=match.ask, contact=match.ask.contact_id)
    by = next(iter(_active([hand.by, match.request.taken_by, match.request.seller])), match.request.seller)
    letter = letters.to_customer(
        words, match.contact, by=by, policy=hand.policy, page=hand.address(LinkKind.INVITATION, secret),
        stop=hand.address(LinkKind.STOP, stop), attachments=files,
    )  # fmt: skip
    write(letter, key=key)
    return True


def tell_seller(match: Match, step: str, hand: Hand, *, again: str = "", words: str = "", at: dt.datetime | None = None,
                files: tuple[Attachment, ...] = (), desk_too: bool = False) -> None:  # fmt: skip
    """Write to whoever asked, and to whoever of the desk has taken it; where the seller left us, to the desk."""
    for reader in readers(match.request, desk_too=desk_too):
        own = files if reader.pk == match.request.seller_id else ()
        who = reading(match.request, by=reader, policy=hand.policy).of(match.contact)
        described = who.name if who.masked else ""
        said = letters.to_seller(step, match, hand.policy, words=words, at=at, described=described)
        _to_colleague(reader, said, f"match {step} {match.pk} {again} {reader.pk}", match.request, hand, own)


def tell_desk(request: Request, words: letters.Words, key: str, hand: Hand, *, seller_too: bool) -> int:
    """Write to the desk about a request, once for each reader. Returns how many mails."""
    whom = [request.taken_by] if request.taken_by and request.taken_by.is_active else desk()
    whom += [request.seller] if seller_too and request.seller.is_active else []
    return sum(
        _to_colleague(reader, words, f"{key} {reader.pk}", request, hand)
        for reader in {one.pk: one for one in whom}.values()
    )


def tell_time(match: Match, step: str, hand: Hand, *, method: Method, at: dt.datetime | None = None,
              words: str = "", person: str = "", seller: str = "") -> None:  # fmt: skip
    """Write to all three that a time is set, has changed or is off, with the entry for their calendars.

    `at`: the time it was, where the match has none any more. `person`, `seller`: what is said to them instead.
    """
    setting = method is Method.REQUEST
    free = (
        hand_out(match=match, door=hand.door, policy=hand.policy, today=hand.today)
        if setting
        else (match.released_at is not None)
    )
    again = str(match.sequence)
    tell_person(match, person or step, hand, again=again, words=words, at=at,
                files=_file(match, method, hand, at, with_person=True))  # fmt: skip
    tell_seller(match, seller or step, hand, again=again, words=words, at=at,
                files=_file(match, method, hand, at, with_person=free))  # fmt: skip
    tell_buyer(match, step, hand, again=again, at=at, files=_file(match, method, hand, at, with_person=free))


def tell_buyer(match: Match, step: str, hand: Hand, *, again: str = "", at: dt.datetime | None = None,
               files: tuple[Attachment, ...] = ()) -> None:  # fmt: skip
    """Write to the buyer, where their address is known."""
    request, key = match.request, f"match {step} {match.pk} {again} buyer"
    if not request.buyer_email or _written(key):
        return
    said = letters.to_the_buyer(step, match, hand.policy, at=at)
    letter = letters.to_buyer(said, name=request.buyer_name, email=request.buyer_email, by=request.seller,
                              policy=hand.policy, attachments=files)  # fmt: skip
    write(letter, key=key)


def readers(request: Request, *, desk_too: bool = False) -> list[User]:
    """Which colleagues hear of a request's steps."""
    whom = [request.seller, request.taken_by] if desk_too else [request.seller]
    found = _active(whom) or _active([request.taken_by]) or desk()
    return list({one.pk: one for one in found}.values())


def desk() -> list[User]:
    """Whoever runs the desk, where nobody in particular has taken a request."""
    rows = User.objects.filter(role=Position.PROGRAMME_MANAGER, is_active=True, joined_at__isnull=False)
    return list(rows.order_by("pk")[:5])


def _to_colleague(reader: User, words: letters.Words, key: str, request: Request, hand: Hand,
                  files: tuple[Attachment, ...] = ()) -> bool:  # fmt: skip
    key = " ".join(key.split())
    if _written(key):
        return False
    write(letters.to_colleague(words, reader, page=hand.address(REQUEST, request.pk), attachments=files), key=key)
    return True


def _file(
    match: Match, method: Method, hand: Hand, at: dt.datetime | None, *, with_person: bool
) -> tuple[Attachment, ...]:
    guests = guests_of(match, with_person=with_person)
    text = entry(match, method, guests=guests, policy=hand.policy, at=hand.at, starts_at=at)
    return attached(text, method)


def _active(whom: Iterable[User | None]) -> list[User]:
    return [one for one in whom if one is not None and one.is_active]


def _written(key: str) -> bool:
    return Message.objects.filter(key=key).exists()
