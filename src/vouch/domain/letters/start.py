"""What does a letter begin with, for one person or for several? From a template, with what is known filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vouch.domain.letters.fields import PIECES
from vouch.domain.letters.filling import Filled, fill, pieced
from vouch.domain.letters.templates import Template, Templates, shipped
from vouch.domain.policy.asking import Rung


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where a letter begins: `subject` and `words` fill its fields; the wins are hints beside empty ones.

    `own_win` and `company_win` are the wins where they rest on something the person wants, or their company wants or
    reached; empty where nothing of the kind is known. Those are filled in.
    """

    subject: str
    words: str
    win_person: str
    win_company: str
    own_win: str = ""
    company_win: str = ""


def start(
    activity: str, rung: Rung, *, us: str, templates: Templates | None = None, personality: str | None = None
) -> Start:
    """The beginning for this rung, with the fields of a person left in; the general one for a rung of one's own.

    >>> from vouch.domain.policy import load
    >>> start("fun_fact", load().ladder["fun_fact"], us="Quayside").subject
    'One number from {company}'
    """
    one = (templates or shipped()).of(activity, None if rung.open_invitation else personality)
    put = of_rung(rung, us=us)
    words = pieced(one.words, {"lead": one.lead, "own_goal": one.own_goal})
    return Start(
        subject=_put(one.subject, put),
        words=_put(words, put),
        win_person=_put(one.win_person, put),
        win_company=_put(one.win_company, put),
        own_win=_put(_and(one.win_person, one.own_win), put) if one.own_win else "",
        company_win=_put(_and(one.win_company, one.company_win), put) if one.company_win else "",
    )


def for_several(activity: str, rung: Rung, *, us: str, templates: Templates | None = None) -> Start:
    """The same for people who are not all alike: the beginning that suits each of them is put in for each."""
    one = (templates or shipped()).of(activity)
    begun = start(activity, rung, us=us, templates=templates)
    words = one.words if not rung.open_invitation else pieced(one.words, {"lead": one.lead})
    return Start(**{**vars(begun), "words": _put(words, of_rung(rung, us=us))})


def read_by(text: str, values: Mapping[str, str], *, template: Template | None = None) -> Filled:
    """A text as one person reads it: the pieces of their template, then what is known of them.

    `values` are those of `of_person` and of `of_rung`.
    """
    if template is not None and any(f"{{{piece}}}" in text for piece in PIECES):
        text = pieced(text, {"lead": template.lead, "own_goal": template.own_goal})
    return fill(text, values)


def begun_for(begun: Start, values: Mapping[str, str]) -> Start:
    """The beginning as one person reads it; the wins that rest on something not known of them are empty."""
    read = {name: fill(text, values) for name, text in vars(begun).items()}
    whole = {name: one.text for name, one in read.items()}
    for name in ("own_win", "company_win"):
        if read[name].missing:
            whole[name] = ""
    return Start(**whole)


def of_rung(rung: Rung, *, us: str) -> dict[str, str]:
    """The fields that are the same for everybody who is invited to this."""
    return {"us": us, "activity": rung.words, "minutes": how_long(rung.minutes)}


def of_person(*, name: str, company: str) -> dict[str, str]:
    """The fields that everybody has: a person without a name is spoken to as "you".

    >>> of_person(name="Ana Lind", company="Acme")
    {'name': 'Ana', 'company': 'Acme'}
    """
    # every sentence of ours can bear a "you" in place of a name
    first = name.split(maxsplit=1)[0] if name.split() else "you"
    return {"name": first, "company": company or "your company"}


def for_person(text: str, *, name: str, company: str) -> str:
    """The text as one person reads it of whom nothing but name and company is known.

    >>> for_person("{name}, one number from {company}", name="Ana Lind", company="Acme")
    'Ana, one number from Acme'
    """
    return fill(text, of_person(name=name, company=company)).text


def how_long(minutes: int) -> str:
    """A stretch of time as one would say it.

    >>> how_long(10), how_long(60), how_long(90), how_long(480)
    ('10 minutes', 'an hour', 'an hour and a half', '8 hours')
    """
    if minutes < 60:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, 60)
    if hours == 1:
        return "an hour and a half" if rest >= 30 else "an hour"
    return f"{hours} and a half hours" if rest >= 30 else f"{hours} hours"


def _and(win: str, more: str) -> str:
    return f"{win} {more}"


def _put(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text.strip()
