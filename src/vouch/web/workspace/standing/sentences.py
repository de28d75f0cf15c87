"""The headings of the map and of moves: answers in full sentences, with the figures in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vouch.domain.estimate import Share
from vouch.domain.stages import Stage
from vouch.runs.shown.heard import Heard
from vouch.runs.shown.months import Month
from vouch.runs.shown.moves import Between
from vouch.web.shared import reader
from vouch.web.shared.environment import listed, plural
from vouch.web.workspace.customers.asked import NONE, Asked
from vouch.web.workspace.standing.continuum import Drawing, Picture

_WHO = {
    "at_risk": "at risk",
    "captive": "who are captive",
    "latent": "who are latent",
    "personal_advocate": "with a personal advocate",
    "little_known": "of whom little is known",
}


def whose(asked: Asked, total: int, owner: str = "") -> str:
    """The customers an address asks for, counted: “148 customers at risk in Food and drink”."""
    words = plural(total, "customer")
    if asked.flag:
        words += f" {_WHO[asked.flag]}"
    if asked.segment:
        words += " without a segment" if asked.segment == NONE else f" in {asked.segment}"
    if asked.region:
        words += " without a region" if asked.region == NONE else f" in {asked.region}"
    if asked.country:
        words += f" in {asked.country}"
    if asked.owner:
        words += f" of {owner or 'this owner'}"
    return words


def answer(who: str, total: int, ranks: Sequence[int], one_result_away: int) -> str:
    """Where customers stand. `who` counts them in words; `ranks` are counts for not known yet and the four rungs."""
    unknown, _not_yet, satisfied, loyal, advocates = ranks
    number = reader.current().number
    if total == 0:
        return "No customer fits this choice."
    if unknown == total:
        return f"Of {who}, it is not known yet where any stands."
    top = [part for part in (_be(advocates, "an advocate", "advocates"), _be(loyal, "loyal", "loyal")) if part]
    if not top:
        first = f"Of {who}, {_be(satisfied, 'satisfied', 'satisfied') or 'none is satisfied yet'}"
        first += ", and none is loyal yet." if satisfied else "."
    else:
        first = f"Of {who}, {listed(top)}."
    if one_result_away:
        another = "Another " if loyal else ""
        return f"{first} {another}{number(one_result_away)} would be loyal with one documented result."
    if unknown:
        return f"{first} Of {number(unknown)} it is not known yet."
    return first


def _be(count: int, one: str, many: str) -> str:
    return "" if not count else f"1 is {one}" if count == 1 else f"{reader.current().number(count)} are {many}"


def over_the_year(months: Sequence[Month]) -> str:
    """How the share that is loyal or better went, from the first of these months to the last."""
    if len(months) < 2:
        return "The first month"
    first, last = months[0].loyal_or_better, months[-1].loyal_or_better
    then, now = _hundred(first), _hundred(last)
    span = "a year" if len(months) == 13 else plural(len(months) - 1, "month")
    if then == now:
        return f"Loyal or better has stayed at {now} in 100 for {span}"
    return f"Loyal or better {'rose' if last > first else 'fell'} from {then} to {now} in 100 in {span}"


def _hundred(share: float) -> str | int:
    return round(share * 100)


def who_moved(what: Between, since: str) -> str:
    """How many moved between two days: “Since 31 October, 4 moved up, 3 moved down and 11 were flagged at risk”."""
    number = reader.current().number
    told = [
        (what.count("up"), "moved up"),
        (what.count("down"), "moved down"),
        (what.count("at_risk"), "flagged at risk"),
        (what.count("known"), "became known"),
    ]
    parts = [
        f"{number(count)} {'was ' if count == 1 else 'were '}{words}"
        if words.startswith("flagged")
        else f"{number(count)} {words}"
        for count, words in told
        if count
    ]
    return f"{since}, {listed(parts)}" if parts else f"{since}, nobody moved"


def since_words(since: dt.date, until: dt.date, newest: dt.date) -> str:
    """The time between two days as a sentence begins with it."""
    read = reader.current()
    return f"Since {read.day(since)}" if until == newest else f"From {read.day(since)} to {read.day(until)}"


def climbed(what: Between) -> str:
    """The share that moved up, with its interval, or that there is too little to say."""
    share = what.climbed
    number = reader.current().number
    if not share.enough:
        return f"Too few could move up to give a share: {number(share.n)}, and {share.least} are needed."
    low, high = round((share.low or 0) * 100), round((share.high or 0) * 100)
    interval = f"{low}" if low == high else f"{low} to {high}"
    return f"{number(share.count)} of the {number(share.n)} who could move up did: {interval} in 100."


def heard_words(heard: Heard | None) -> str:
    """How many answered in a year, and how few of those who stand low or are not known: silence is no answer."""
    if heard is None:
        return "Nobody has answered a survey in the last year, so attitudes rest on the word of colleagues."
    first = f"{_in_hundred(heard.everyone)} answered a survey or rated our help in the last year"
    silent = heard.by_stage.get(Stage.NOT_KNOWN_YET)
    others = [
        share.point
        for stage, share in heard.by_stage.items()
        if stage != Stage.NOT_KNOWN_YET and share.point is not None
    ]
    parts = [f"{_in_hundred(silent)} of those not known yet"] if silent and silent.enough else []
    if others:
        low, high = round(min(others) * 100), round(max(others) * 100)
        parts.append(f"{low} to {high} of each other stage" if low < high else f"{low} of each other stage")
    return f"{first}{': ' + listed(parts) if parts else ''}. Silence is never read as a no."


def _in_hundred(share: Share) -> str:
    if share.point is None:
        return plural(share.count, "customer")
    return f"{round(share.point * 100)} in 100"


def scale_labels(picture: Picture, drawing: Drawing) -> dict[float, str]:
    """What stands beside each line of the scale: the lowest and the highest with their currency."""
    read = reader.current()
    values = sorted({line.value for line in drawing.lines})
    labels = {value: read.short_number(value) for value in values}
    if values and len(picture.currencies) == 1:
        labels |= {value: read.short_money(value, picture.currencies[0]) for value in (values[0], values[-1])}
    return labels


def value_words(value: float | None, currency: str) -> str:
    """A yearly value in passing: “€184K”."""
    return reader.current().short_money(value, currency or "EUR") if value else "value not known yet"
