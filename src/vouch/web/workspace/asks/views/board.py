"""The board of asks: by how far they are, a page at a time, narrowed, and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import BadInput
from vouch.program.asks import queries
from vouch.program.colleagues.permissions import may
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.shared.taken_away import KINDS, as_file
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import LANE_WORDS, beside, board_sentence, rung_words

_BULK = {"waiting": ("withdraw",), "ready": ("send", "withdraw"), "invited": ("withdraw",), "thanks": ("thank",)}
"""What can be done with several asks of a lane at once."""
_HEADS = (
    "key", "state", "activity", "person", "account", "owner", "proposed_by", "proposed_on", "invited_on", "answered_on",
    "done_on", "thanked_on", "win_person", "win_company", "why", "subject", "origin", "policy", "open_rule", "minutes",
    "led_to",
)  # fmt: skip


@require_GET
@needs("see_asks")
def board(request: HttpRequest) -> HttpResponse:
    """The asks of one lane."""
    only = narrowed(request)
    counts = queries.counts(only)
    first = ("ready", *LANE_WORDS) if may_in_bulk(request, "send") else tuple(LANE_WORDS)
    lane = request.GET.get("lane", "") or next((one for one in first if counts[one]), "waiting")
    after = request.GET.get("after", "")
    page = queries.board(lane, only, after=after)
    query = {"owner": only.owner, "activity": only.activity, "account": only.account}
    return render(
        request,
        "workspace/asks/board.html",
        {
            "sentence": board_sentence(counts, narrowed=any(query.values())),
            "lane": lane,
            "lanes": LANE_WORDS,
            "counts": counts,
            "total": sum(counts.values()),
            "rows": [(one, rung_words(one.activity), beside(one, day.today())) for one in page.rows],
            "after": after,
            "next": page.after,
            "query": query,
            "narrowed": any(query.values()),
            "account": people.account(only.account) if only.account else None,
            "owners": people.owner_choices(),
            "activities": [(name, rung.words) for name, rung in policy().ladder.items()],
            "bulk": [step for step in _BULK.get(lane, ()) if may_in_bulk(request, step)],
            "bulk_words": BULK_WORDS,
            "kinds": KINDS,
        },
    )


BULK_WORDS = {"send": "Send the chosen", "withdraw": "Take the chosen back", "thank": "Thank the chosen"}
_NEEDS = {"send": "send_asks", "withdraw": "send_asks", "thank": "close_asks"}


def may_in_bulk(request: HttpRequest, step: str) -> bool:
    """Whether the reader may do this to several asks at once."""
    return may(colleague(request), _NEEDS[step])


def narrowed(request: HttpRequest) -> queries.Narrowed:
    """The asks that an address means."""
    owner, activity, account = (
        request.GET.get(name, "").replace("\0", "")[:64] for name in ("owner", "activity", "account")
    )
    return queries.Narrowed(owner=owner, activity=activity, account=account)


@require_GET
@needs("export_customers")
def board_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The asks, as narrowed, to take away."""
    if kind not in KINDS:
        raise BadInput("bad_file", f"This list comes as {' or '.join(KINDS)}, not as “{kind[:20]}”.", kind=kind)
    rows = queries.every(narrowed(request)).iterator(chunk_size=1000)
    return as_file(request, _table(rows), kind, name="asks")


def _table(rows: Iterator[Any]) -> Iterator[list[Any]]:
    yield list(_HEADS)
    for one in rows:
        owner = one.account.owner if one.account and one.account.owner_id else None
        yield [
            one.key, one.state, one.activity, one.contact.name or one.contact.email, one.account.name,
            owner.name if owner else "", str(one.proposed_by or ""),
            *(_day(moment) for moment in (
                one.proposed_at, one.invited_at, one.answered_at, one.done_at, one.thanked_at
            )),
            one.win_person, one.win_company, one.why, one.subject, one.origin, one.policy, one.open_rule, one.minutes,
            one.led_to,
        ]  # fmt: skip


def _day(moment: Any) -> str:
    return moment.astimezone(policy().zone).date().isoformat() if moment else ""
