"""Does this person qualify? Yes; no, by which condition and what would change it; or not known yet: what is missing?

A fact that is missing never shuts anybody out: who could qualify is shown, and people decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from vouch.domain.openings.criteria import Criteria, either
from vouch.domain.openings.facts import Facts
from vouch.domain.stages import RUNGS, Stage


class Answer(StrEnum):
    """What can be said of one condition, and of all."""

    MET = "qualifies"
    NOT_KNOWN = "could_qualify"
    NOT_MET = "does_not"


@dataclass(frozen=True)
class Finding:
    """One condition: what was found, in words; for one that is not met what would change it, else what is missing.

    `to_them`: of one that is met, the same said to the person, who reads why they were chosen. Our words for where a
    customer stands are ours; they read what they did.
    """

    answer: Answer
    words: str
    change: str = ""
    to_them: str = ""


@dataclass(frozen=True)
class Verdict:
    """All conditions of one person."""

    findings: tuple[Finding, ...]

    @property
    def answer(self) -> Answer:
        """No where one is not met, not known where one is not known, else yes."""
        found = {one.answer for one in self.findings}
        return next((one for one in (Answer.NOT_MET, Answer.NOT_KNOWN) if one in found), Answer.MET)

    def of(self, answer: Answer) -> list[Finding]:
        """The conditions with this answer."""
        return [one for one in self.findings if one.answer is answer]


def judge(criteria: Criteria, facts: Facts, *, act_words: str = "") -> Verdict:
    """Look at every condition. `act_words`: the rung of `criteria.act` in words.

    >>> from datetime import date
    >>> ana = Facts(today=date(2026, 11, 25), company="Acme", stage=Stage.LOYAL, at_most=Stage.LOYAL)
    >>> found = judge(Criteria(stage="loyal", industries=("Food",)), ana)
    >>> found.answer.value, [one.words for one in found.findings]
    ('could_qualify', ['Acme is loyal', 'nobody knows the industry of Acme'])
    """
    return Verdict(tuple(_findings(criteria, facts, act_words)))


def _findings(asked: Criteria, facts: Facts, act_words: str) -> Iterator[Finding]:
    company = facts.company or "their company"
    if asked.stage:
        yield _stage(Stage(asked.stage), facts, company)
    if asked.latent:
        yield _latent(facts, company)
    if asked.roles:
        yield _role({str(role) for role in asked.roles}, facts)
    yield from _places(asked, facts, company)
    if asked.employees_from is not None or asked.employees_to is not None:
        yield _size(asked, facts, company)
    if asked.products:
        yield _products(asked.products, facts, company)
    if asked.languages:
        yield _one_of(
            asked.languages, facts.language, "speaks {}", "nobody knows which language they speak", "you speak {}"
        )
    if asked.acts:
        yield _acts(asked, facts, act_words)
    if asked.member_days is not None:
        yield _member(asked.member_days, facts)
    if asked.fresh_days:
        yield _fresh(asked.fresh_days, facts)
    if asked.personalities:
        yield _personality(asked, facts)


def _stage(least: Stage, facts: Facts, company: str) -> Finding:
    now, most = facts.stage, facts.at_most or facts.stage
    if now is None or most is None:
        return Finding(Answer.NOT_KNOWN, f"nobody has placed {company} yet", "a placement")
    if now is not Stage.NOT_KNOWN_YET and RUNGS.index(now) >= RUNGS.index(least):
        return Finding(Answer.MET, f"{company} is {_an(now)}", to_them=_STANDS[now].format(company=company))
    missing = f"what is missing: {', '.join(one.replace('_', ' ') for one in facts.missing)}" if facts.missing else ""
    if most is not Stage.NOT_KNOWN_YET and RUNGS.index(most) >= RUNGS.index(least):
        return Finding(
            Answer.NOT_KNOWN, f"{company} is {_an(now)}, and could be {_an(most)}", missing or "a fuller placement"
        )
    if now is Stage.NOT_KNOWN_YET and facts.at_most is None:
        return Finding(Answer.NOT_KNOWN, f"where {company} stands is not known yet", missing or "a fuller placement")
    return Finding(Answer.NOT_MET, f"{company} is {_an(now)}", f"a placement at {least.words}")


_STANDS = {
    Stage.SATISFIED: "{company} has what was promised to it",
    Stage.LOYAL: "{company} has reached more than was promised, and stays",
    Stage.ADVOCATE: "{company} has reached more than was promised, and helps others to it",
}
"""Where a company stands, said to somebody who works there."""


def _an(stage: Stage) -> str:
    return f"an {stage.words}" if stage is Stage.ADVOCATE else stage.words


def _latent(facts: Facts, company: str) -> Finding:
    if facts.latent is None:
        return Finding(Answer.NOT_KNOWN, f"nobody has placed {company} yet", "a placement")
    if facts.latent:
        return Finding(
            Answer.MET,
            f"{company} likes it, and no renewal has come due yet",
            to_them=f"{company} has reached more than was promised",
        )
    return Finding(Answer.NOT_MET, f"{company} is not latent", "results beyond the promise before the first renewal")


def _role(wanted: set[str], facts: Facts) -> Finding:
    if not facts.roles:
        return Finding(Answer.NOT_KNOWN, "nobody said which part they play", "their role after the sale")
    both = sorted(wanted & facts.roles)
    if both:
        part = both[0].replace("_", " ")
        return Finding(Answer.MET, f"is {part}", to_them=f"your part at {facts.company or 'your company'}: {part}")
    played = either([one.replace("_", " ") for one in sorted(facts.roles)])
    return Finding(Answer.NOT_MET, f"is {played}", "another part in it, once they play it")


def _places(asked: Criteria, facts: Facts, company: str) -> Iterator[Finding]:
    for wanted, value, words, name in (
        (asked.segments, facts.segment, "of the segment {}", "segment"),
        (asked.industries, facts.industry, "in {}", "industry"),
        (asked.regions, facts.region, "from {}", "region"),
    ):
        if wanted:
            unknown = f"nobody knows the {name} of {company}"
            yield _one_of(wanted, value, words, unknown, f"{_plain(company)} is {words}")


def _one_of(wanted: tuple[str, ...], value: str, words: str, unknown: str, to_them: str) -> Finding:
    if not value.strip():
        return Finding(Answer.NOT_KNOWN, unknown, "that fact, in the CRM or the next file")
    found = words.format(value)
    if _fold(value) in {_fold(one) for one in wanted}:
        return Finding(Answer.MET, found, to_them=to_them.format(value))
    return Finding(Answer.NOT_MET, found, f"{words.format(either(wanted))} in our data, if this is wrong")


def _size(asked: Criteria, facts: Facts, company: str) -> Finding:
    low, high, count = asked.employees_from, asked.employees_to, facts.employees
    if count is None:
        return Finding(Answer.NOT_KNOWN, f"nobody knows how many people work at {company}", "that number")
    said = f"{company} has {count:,} people"
    if (low is None or count >= low) and (high is None or count <= high):
        return Finding(Answer.MET, said)
    return Finding(Answer.NOT_MET, said, "another size in our data, if this is wrong")


def _products(wanted: tuple[str, ...], facts: Facts, company: str) -> Finding:
    if not facts.products:
        return Finding(Answer.NOT_KNOWN, f"nobody knows which products {company} uses", "a subscription that names one")
    mine = {_fold(one): one for one in facts.products}
    both = [mine[_fold(one)] for one in wanted if _fold(one) in mine]
    if both:
        return Finding(Answer.MET, f"{company} uses {both[0]}")
    return Finding(Answer.NOT_MET, f"{company} uses {either(sorted(facts.products))}", f"{either(wanted)} there")


def _acts(asked: Criteria, facts: Facts, words: str) -> Finding:
    done = facts.acts[asked.act] if asked.act else facts.acts.total()
    kind = words or asked.act.replace("_", " ")
    said = f"has done {done or 'no'} {'act' if done == 1 else 'acts'}{f' of this kind ({kind})' if asked.act else ''}"
    if done >= asked.acts:
        times = "once" if done == 1 else "twice" if done == 2 else f"{done} times"
        return Finding(Answer.MET, said, to_them=f"you have helped other customers {times}")
    return Finding(Answer.NOT_MET, said, f"{asked.acts - done} more")


def _member(days: int, facts: Facts) -> Finding:
    since = facts.member_since
    if since is None:
        return Finding(Answer.NOT_MET, "is no member", "joining the programme")
    if facts.today >= since + timedelta(days=days):
        said = f"a member since {since:%-d %b %Y}"
        return Finding(Answer.MET, said, to_them=f"you are {said}")
    from_on = since + timedelta(days=days)
    return Finding(Answer.NOT_MET, f"a member since {since:%-d %b %Y}", f"time: from {from_on:%-d %b %Y}")


def _fresh(days: int, facts: Facts) -> Finding:
    last = facts.seated_on
    if last is None:
        words = "had no seat in one of this kind before"
        return Finding(Answer.MET, words, to_them=f"you {words}")
    free = last + timedelta(days=days)
    said = f"had a seat in one of this kind on {last:%-d %b %Y}"
    if facts.today >= free:
        return Finding(Answer.MET, said, to_them="it is a while since you had a seat in one of this kind")
    return Finding(Answer.NOT_MET, said, f"time: from {free:%-d %b %Y}")


def _personality(asked: Criteria, facts: Facts) -> Finding:
    if facts.personality is None:
        return Finding(Answer.NOT_KNOWN, "what they enjoy is not known yet", "their own word on it")
    words = facts.personality.replace("_", " ")
    if facts.personality in asked.personalities:
        return Finding(Answer.MET, f"is {words}", to_them="it is the kind of thing you enjoy")
    return Finding(Answer.NOT_MET, f"is {words}", "their own word, if this is wrong")


def _plain(name: str) -> str:
    """A name as part of a format."""
    return name.replace("{", "{{").replace("}", "}}")


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
