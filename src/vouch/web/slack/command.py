"""`/vouch ...`: ask for a reference in one line, see what is under way, write down what was asked outside."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from vouch.domain.errors import BadInput
from vouch.domain.saying import read_activity, read_day
from vouch.program.access import slack
from vouch.program.asks.actions import log_outside
from vouch.program.people import queries as people
from vouch.program.references import queries
from vouch.program.references.queries.awaited import awaited
from vouch.web.shared import kept_back
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy
from vouch.web.slack import said, who, words
from vouch.web.slack.door import DOOR, Answered, from_slack
from vouch.web.slack.need import begin

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

HELP = (
    "`/vouch reference Acme needs a call with a fintech CFO by Friday` asks for a reference\n"
    "`/vouch mine` shows your requests, and what waits for your word\n"
    "`/vouch logged I asked Ana of Acme for a quote` writes down an ask made outside Vouch\n"
    "`/vouch link CODE` says which colleague you are; your profile in Vouch makes the code"
)
_ASKED = re.compile(
    r"^(?:(?:to|by)\s+)?(?:<@[^>]*>\s*)?(?:that\s+)?(?:i|we|they|she|he)?\s*asked\s+(?P<who>.+?)\s+(?:of|at|from)\s+"
    r"(?P<company>.+?)\s+for\s+(?P<what>.+?)(?P<when>\s+(?:today|yesterday|on\s+.+))?[.!]?$",
    re.IGNORECASE,
)


def answer(told: QueryDict) -> Answered:
    """One command."""
    text = told.get("text", "").replace("\0", "").strip()
    word, _, rest = text.partition(" ")
    team, somebody = told.get("team_id", ""), told.get("user_id", "")
    if word.casefold() in ("", "help"):
        return words.plain("What /vouch does", blocks=[words.section(HELP)]), None
    if word.casefold() == "link":
        found = slack.link_by_code(team=team, slack=somebody, code=rest)
        return words.plain(f"You are {found} here from now on. Try /vouch mine."), None
    by = who.colleague(team, somebody)
    match word.casefold():
        case "reference" | "ref":
            return begin(rest, by=by), None
        case "mine":
            return _mine(by), None
        case "logged" | "log":
            return _logged(rest, by), None
    return words.plain(f"I do not know “{word[:40]}”.", blocks=[words.section(HELP)]), None


command = from_slack(answer)


def _mine(by: User) -> words.Message:
    rules = policy()
    rows = queries.requests("mine", by, policy=rules, today=today(), limit=8).rows
    blocks = [block for one in rows for block in said.request(one, by=by, policy=rules)]
    waits = awaited(by, limit=8)
    if waits:
        blocks.append(words.section(f"*{len(waits)} wait for your word*"))
        blocks += [block for one in waits for block in said.waits(one)]
    if not blocks:
        return words.plain("Nothing of yours is under way, and nothing waits for you.")
    return words.plain(f"{len(rows)} under way, {len(waits)} wait for you", blocks=blocks[:48])


def _logged(text: str, by: User) -> words.Message:
    rules, day = policy(), today()
    found = _ASKED.match(text)
    page = settings.VOUCH_URL + reverse("log_ask")
    if found is None:
        raise BadInput("not_read", f"Write it as: /vouch logged I asked Ana of Acme for a quote. Or here: {page}")
    activity = read_activity(found["what"], rules)
    if not activity:
        raise BadInput("no_activity", f"“{found['what'][:80]}” is no activity type I know. Write it down here: {page}")
    when = (found["when"] or "today").strip().casefold().removeprefix("on ")
    asked_on = day - dt.timedelta(days=1) if when == "yesterday" else read_day(when, day)
    if asked_on is not None and asked_on > day and not re.search(r"\d{4}", when):
        asked_on = _a_year_before(asked_on)
    if asked_on is None:
        raise BadInput("no_day", f"“{when[:40]}” could be more than one day. Write it as 12 Nov.")
    company = found["company"].casefold()
    hits = [
        hit
        for hit in kept_back.search(found["who"], by, rules)
        if hit.kind == "contact" and hit.beside.casefold().startswith(company)
    ]
    if len(hits) != 1:
        told = "Nobody" if not hits else f"{len(hits)} people"
        raise BadInput("who", f"{told} of {found['company'][:80]} go by “{found['who'][:80]}”. Choose here: {page}")
    ask = log_outside(
        by=by, contact=people.contact(hits[0].id), activity=activity, asked_on=asked_on, words=text[:1000], door=DOOR,
        policy=rules, today=day,
    )  # fmt: skip
    address = settings.VOUCH_URL + reverse("ask", args=[ask.pk])
    line = f"Written down: {rules.ladder[activity].words} of {hits[0].name}, {hits[0].beside}, on {asked_on:%-d %b %Y}."
    return words.plain(line, blocks=[words.section(f"{words.clean(line)} {words.link(address, 'Look at it')}")])


def _a_year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
