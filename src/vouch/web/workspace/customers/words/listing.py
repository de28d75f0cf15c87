"""The heading of a list: how many, of whom, in which order."""

from __future__ import annotations

from vouch.domain.stages import Stage
from vouch.web.shared.environment import plural, stage_words
from vouch.web.workspace.customers.asked import NONE, Asked

_FLAGS = {
    "at_risk": "at risk",
    "captive": "who are captive",
    "latent": "who are latent",
    "personal_advocate": "with an advocate inside",
    "little_known": "of whom little is known",
}
_FIRST = {
    "Name": "by name",
    "Stage": "highest stage first",
    "Yearly value": "largest first",
    "How much is known": "least known first",
    "Nearest to the next stage": "nearest to the next stage first",
}


def listing(ask: Asked, total: int, order: str, owner: str = "") -> str:
    """“148 customers at risk, largest first.”"""
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
        words += f", looked after by {owner or 'this owner'}"
    if ask.q:
        words += f" called “{ask.q}”"
    if not total:
        return f"No {words.removeprefix('0 ')}."
    return f"{words}, {_FIRST.get(order, order.lower())}."


def _many_advocates(ask: Asked, total: int) -> bool:
    return ask.stage == Stage.ADVOCATE and total != 1
