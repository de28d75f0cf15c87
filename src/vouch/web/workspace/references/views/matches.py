"""Who fits: the ranked people of one request, what giving up a wish would add, and the best who may not be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.policy.desk import Mode
from vouch.matching.reference import FILTERS, Answer
from vouch.matching.reference import Match as Fit
from vouch.program.colleagues.permissions import may
from vouch.program.findings.queries import placements_of
from vouch.program.people.queries import several_contacts
from vouch.program.references import queries
from vouch.program.references.how import How, how
from vouch.program.references.queries.looking import Read, Reading
from vouch.program.references.states import UNDER_WAY, Outcome
from vouch.runs.desk.matching import FILTER_OF
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.references.found import later, opened, stopped
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references import words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.findings.models import Placement
    from vouch.program.people.models import Contact
    from vouch.program.references.models import Request


_UNLIKE = 0.25
FIRST = 6
"""Matches that are shown at once; the others unfold."""


@dataclass(frozen=True)
class Row:
    """One match as this reader may read it. `pick` names them in the address of the next step."""

    fit: Fit
    read: Read
    contact: Contact
    placement: Placement | None
    carries: str
    owner: str
    pick: str
    against: tuple[str, ...]
    later: str


@require_GET
@needs("request_references")
def matches(request: HttpRequest, key: str) -> HttpResponse:
    """The matches of one request."""
    who, rules, today = colleague(request), policy(), day.today()
    one = queries.request_of(key, who)
    without = tuple(name for name in request.GET.getlist("without") if name in FILTERS)
    found = opened(one, by=who, without=without, door="workspace", policy=rules, today=today)
    given, reads = how(one.activity, rules), queries.reading(one, by=who, policy=rules)
    named = [*(fit.person for fit in found.matches), *(fit.person for fit in found.stopped)]
    people = {each.pk: each for each in several_contacts(named)}
    rows = _rows(found, reads, people)
    context = {
        "request_": one,
        "sentence": _sentence(one, rows, found),
        "what": words.what(one, rules),
        "wishes": _wishes(one, without),
        "relax": [(_name(one, each.filter), each, _with(without, each.filter)) for each in found.relaxable],
        "rows": rows,
        "first": FIRST,
        "stopped": [
            stopped(reads.of(people[fit.person], open_=fit.named), fit.fit, fit.obstacle)
            for fit in found.stopped
            if fit.person in people
        ],
        "found": found,
        "existing": queries.existing(one, by=who, policy=rules, today=today),
        "happens": words.what_happens(given.mode, rows[0].read.name.split()[0] if rows and not rows[0].read.masked
                                      else "The customer"),
        "may_choose": may_choose(who, one, given),
        "desk_chooses": not given.mode.by_seller,
        "told": given.mode is Mode.SELF_TOLD,
    }  # fmt: skip
    return render(request, "workspace/references/matches.html", context)


def may_choose(who: User, one: Request, given: How) -> bool:
    """Whether this reader chooses whom to ask for this request."""
    if one.state not in UNDER_WAY or one.outcome != Outcome.OPEN:
        return False
    if may(who, "run_desk"):
        return True
    return one.seller_id == who.pk and given.mode.by_seller and may(who, "choose_references")


def _rows(found: Answer, reads: Reading, people: Mapping[str, Contact]) -> list[Row]:
    rules = policy()
    shown = [people[fit.person] for fit in found.matches if fit.person in people]
    placed = placements_of([*(one.pk for one in shown), *(one.account_id or "" for one in shown)])
    cap = max(rules.asking.caps.live_per_quarter, 1)
    why, rows = later(found), []
    for fit in found.matches:
        contact = people.get(fit.person)
        if contact is None:
            continue
        read = reads.of(contact, open_=fit.named)
        account = contact.account
        against = tuple(
            part.words for part in fit.parts
            if part.name != "words" and part.likeness is not None and part.likeness < _UNLIKE
        )  # fmt: skip
        rows.append(
            Row(
                fit=fit,
                read=read,
                contact=contact,
                placement=placed.get(contact.pk) or placed.get(contact.account_id or ""),
                carries=words.load_words(fit.load, cap, fit.last_asked),
                owner=account.owner.name if account is not None and account.owner is not None else "",
                pick=reads.pick(contact),
                against=against[:2],
                later=why.get(fit.person, ""),
            )
        )
    return rows


def _sentence(one: Request, rows: list[Row], found: Answer) -> str:
    buyer = one.buyer or "this buyer"
    if not rows:
        return f"Nobody fits {buyer} now who may be asked." if not found.relaxable else (
            f"Nobody fits {buyer} with all these wishes. Give one up."
        )  # fmt: skip
    n = found.free
    who = rows[0].read.name
    if n == 1:
        return f"One person fits {buyer} and may be asked: {who}."
    return f"{spelled(n, 'person fits', 'people fit')} {buyer} and may be asked. {who} fits best."


def _wishes(one: Request, without: tuple[str, ...]) -> list[tuple[str, bool, str]]:
    """The wishes as chips: words, whether it is a condition now, and the address that gives it up or takes it back."""
    chips = []
    for name, said in words.like_words(one):
        filter_ = FILTER_OF.get(name, "")
        held = name in one.must and filter_ not in without
        if name in one.must and filter_:
            rest = tuple(each for each in without if each != filter_)
            chips.append((said, held, _address(rest if not held else (*without, filter_))))
        else:
            chips.append((said, False, ""))
    return chips


def _name(one: Request, filter_: str) -> str:
    named = {FILTER_OF[name]: said for name, said in words.like_words(one) if name in FILTER_OF}
    return named.get(filter_, filter_)


def _with(without: tuple[str, ...], more: str) -> str:
    return _address((*without, more))


def _address(without: tuple[str, ...]) -> str:
    return "?" + "&".join(f"without={name}" for name in dict.fromkeys(without))
