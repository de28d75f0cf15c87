"""The heading of a list: how many, of whom, in which order, and how they stand."""

from __future__ import annotations

from vouch.domain.stages import Stage
from vouch.program.findings.queries import Standing
from vouch.web.shared import reader
from vouch.web.shared.environment import listed, plural, stage_words
from vouch.web.workspace.customers.asked import MINE, NONE, Asked

_FLAGS = {
    "at_risk": "at risk",
    "captive": "who are captive",
    "latent": "who are latent",
    "personal_advocate": "with an advocate inside",
    "little_known": "of whom little is known",
}
_FIRST = {
    "Stage": "highest stage first",
    "Yearly value": "largest first",
    "How much is known": "least known first",
    "Nearest to the next stage": "nearest to the next stage first",
}


def listing(ask: Asked, total: int, order: str, owner: str = "", count: Standing | None = None) -> str:
    """“148 customers at risk, largest first.” or “171 customers: 60 are loyal or better and 29 at risk.”

    `count` says how they stand, where neither a stage nor a flag says it already.
    """
    person = ask.kind == "contact"
    words = plural(total, "person", "people") if person else plural(total, "customer")
    if ask.flag:
        words += f" {'who are personal advocates' if person and ask.flag == 'personal_advocate' else _FLAGS[ask.flag]}"
    if ask.stage == Stage.NOT_KNOWN_YET:
        words += " not known yet" if not ask.flag else ", not known yet"
    elif ask.stage:
        words += (
            f" who {'is' if total == 1 else 'are'} {stage_words(ask.stage)}{'s' if _many_advocates(ask, total) else ''}"
        )
    if ask.segment:
        words += " without a segment" if ask.segment == NONE else f" in {ask.segment}"
    if ask.region:
        words += " without a region" if ask.region == NONE else f" in {ask.region}"
    if ask.country:
        words += f" in {ask.country}"
    if ask.owner:
        words += f", looked after by {'you' if ask.owner == MINE else owner or 'this owner'}"
    if ask.q:
        words += f" called “{ask.q}”"
    if not total:
        return f"No {words.removeprefix('0 ')}."
    if order != "Name":
        words += f", {_FIRST.get(order, order.lower())}"
    stand = _stand(count, person) if count and not ask.stage and not ask.flag else ""
    return f"{words}{': ' + stand if stand else ''}."


def _stand(count: Standing, person: bool) -> str:
    """How they stand, in the two figures that ask for something."""
    number = reader.current().number
    better, advocates = count.loyal_or_better, count.by_stage[Stage.ADVOCATE]
    parts = [f"{number(better)} {'is' if better == 1 else 'are'} loyal or better" if better else "none is loyal yet"]
    if person and advocates:
        parts.append(f"{number(advocates)} of them {'an advocate' if advocates == 1 else 'advocates'}")
    if not person and count.at_risk:
        parts.append(f"{number(count.at_risk)} {'is' if count.at_risk == 1 else 'are'} at risk")
    return listed(parts)


def _many_advocates(ask: Asked, total: int) -> bool:
    return ask.stage == Stage.ADVOCATE and total != 1
