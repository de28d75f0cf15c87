"""Whom colleagues put forward: what waits for an answer, what was approved and not, and one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.colleagues.permissions import may
from vouch.program.people import nominated, nominators
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import few, spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.nominations import words

TABS = {
    "waiting": "Waiting",
    "mine": "Your own",
    "approved": "Approved",
    "not_approved": "Not approved",
    "who": "Who nominates",
}
_STATES = {
    "waiting": nominated.WAITING,
    "mine": nominated.EVERY,
    "approved": ("approved",),
    "not_approved": ("not_approved",),
}


@require_GET
@needs("see_customers")
def index(request: HttpRequest) -> HttpResponse:
    """The nominations of one tab, with what stands out about each and how good its nominator's word was."""
    who = colleague(request)
    tab = request.GET.get("tab", "waiting")
    tab = tab if tab in TABS else "waiting"
    count = nominated.counts(who)
    count["waiting"] = count["new"] + count["in_progress"]
    rows = nominated.lane(_STATES[tab], author=who if tab == "mine" else None) if tab != "who" else []
    seen = nominated.seen(rows, policy(), day.today())
    record = nominators.records([row.author for row in rows])
    return render(
        request,
        "workspace/nominations/queue.html",
        {
            "tab": tab,
            "tabs": TABS,
            "count": count,
            "rows": seen,
            "sentence": _sentence(tab, count, [one.waits for one in seen], policy().nominations.wait_days),
            "records": {pk: nominators.words(one) for pk, one in record.items()},
            "unknown": nominators.words(None),
            "states": words.STATES,
            "told": {one.nomination.pk: words.traits(one.nomination.traits, policy()) for one in seen},
            "everybody": nominators.everybody() if tab == "who" else [],
            "decides": may(who, "approve_nominations"),
            "late_from": policy().nominations.wait_days,
        },
    )


def _sentence(tab: str, count: dict[str, int], waits: list[int], late_from: int) -> str:
    if tab == "who":
        return "How good each colleague’s nominations were."
    if tab == "waiting":
        late = sum(1 for days in waits if days > late_from)
        if not count["waiting"]:
            return "Nobody waits to be approved."
        said = spelled(count["waiting"], "person is put forward and waits", "people are put forward and wait")
        return f"{said}, {few(late, 'of them', 'of them')} for more than {late_from} days." if late else f"{said}."
    if tab == "mine":
        return (
            f"You put {few(count['mine'], 'person', 'people')} forward."
            if count["mine"]
            else "You put nobody forward yet."
        )
    if tab == "approved":
        return (
            f"{spelled(count['approved'], 'nomination was', 'nominations were')} approved."
            if count["approved"]
            else "None was approved yet."
        )
    many = count["not_approved"]
    return (
        f"{spelled(many, 'nomination was', 'nominations were')} not approved, each with the reason."
        if many
        else "Every one was approved so far."
    )
