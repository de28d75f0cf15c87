"""Who is ideal, as it was agreed, how far the teams see it alike, and which unknown customers it points to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import BadInput, NotFound
from vouch.program.colleagues.permissions import may
from vouch.program.ideal import queries
from vouch.program.ideal.queries import Ranked, Said
from vouch.web.shared import taken_away
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import plural, spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.ideal.rate import IMPORTANCE, TEAMS

SHOWN, FIRST = 40, 10
"""Customers that the page has, and those that stand open on it: the others unfold."""


@require_GET
@needs("see_customers")
def index(request: HttpRequest) -> HttpResponse:
    """What was agreed and whom it points to; what the teams said, once one's own view is in."""
    who = colleague(request)
    team, own = queries.own(who)
    rates = may(who, "rate_traits")
    profile, said = queries.agreed(), queries.said(policy())
    ranked, unknown = queries.ranking(profile, policy(), day.today()) if profile else ([], [])
    return render(
        request,
        "workspace/ideal/ideal.html",
        {
            "sentence": _sentence(said, bool(profile), len(ranked)) if own or not rates else _before(len(ranked)),
            "profile": profile,
            "wishes": queries.wishes_of(profile, policy()) if profile else {},
            "rated": bool(own),
            "team": team,
            "may_rate": rates,
            "may_agree": may(who, "agree_profile"),
            "said": said if own or not rates else None,
            "teams": [name for name, _words in TEAMS if name in said.teams],
            "rows": _rows(said),
            "importance": {int(value): words for value, words in IMPORTANCE},
            "spoken": [name for name, _words in TEAMS if name in said.teams],
            "silent": [name for name, _words in TEAMS if name not in said.teams],
            "ranked": ranked[:SHOWN],
            "first": FIRST,
            "more": max(0, len(ranked) - SHOWN),
            "unknown": len(unknown),
            "versions": queries.versions(),
        },
    )


@require_GET
@needs("export_customers")
def file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole ranking as a file, with what is known of each trait."""
    if kind not in taken_away.KINDS:
        raise BadInput(
            "bad_file", f"This list comes as {' or '.join(taken_away.KINDS)}, not as “{kind[:20]}”.", kind=kind
        )
    profile = queries.agreed()
    if profile is None:
        raise NotFound("no_profile", "No profile was agreed yet, so nobody is ranked. A programme manager may set one.")
    ranked, unknown = queries.ranking(profile, policy(), day.today())
    traits = list(queries.wishes_of(profile, policy()))
    return taken_away.as_file(request, _table(traits, profile.version, [*ranked, *unknown]), kind, name="ideal")


def _table(traits: list[str], version: int, rows: list[Ranked]) -> Iterator[list[Any]]:
    yield ["id", "name", "owner", "profile_version", "fit", "known", *traits]
    for row in rows:
        told = {part.trait: part for part in row.fit.parts}
        fits = {True: "fits", False: "does not fit", None: "not known yet"}
        owner = row.account.owner.name if row.account.owner_id and row.account.owner else ""
        share = round(row.fit.share, 4) if row.fit.share is not None else None
        cells = [fits[told[name].fits] for name in traits]
        yield [row.account.source_id, row.account.name, owner, version, share, round(row.fit.known, 4), *cells]


def _rows(said: Said) -> list[dict[str, Any]]:
    """Each trait with what every team said of it, widest apart first."""
    rows = []
    for name, trait in policy().traits.items():
        told = {team: rated[name] for team, rated in said.teams.items() if name in rated}
        if told:
            rows.append({"words": trait.words, "told": told, "range": said.agreement.ranges.get(name, 0)})
    return sorted(rows, key=lambda row: (-row["range"], -sum(row["told"].values())))


def _before(ranked: int) -> str:
    """The answer for somebody who has not said their own view yet: nothing of what the others said."""
    if not ranked:
        return "What do your valuable customers have in common?"
    return f"{spelled(ranked, 'customer', 'customers')} nobody knows yet can be ranked by what was agreed."


def _sentence(said: Said, agreed: bool, ranked: int) -> str:
    teams = [words for name, words in TEAMS if name in said.teams]
    if not teams:
        return "What do your valuable customers have in common?"
    named = " and ".join([", ".join(teams[:-1]), teams[-1]]) if len(teams) > 1 else teams[0]
    said_so = (
        f"{named.capitalize()} {policy().ideal.word(said.agreement.w)}"
        if len(teams) > 1
        else f"Only {named} spoke so far"
    )
    if not agreed:
        return f"{said_so}; no profile is agreed yet."
    return f"{said_so}; {plural(ranked, 'customer')} nobody knows yet can be ranked by what was agreed."
