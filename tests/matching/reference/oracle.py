"""A second opinion on a ranking: one person at a time, with the rule book and without any column.

Slow, and written apart from what it judges: whether somebody may be asked is the gates of asking themselves (where a
situation is known), likeness is counted anew, texts are read anew for every word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from vouch.domain.asking import Allowed
from vouch.domain.policy import Policy
from vouch.insight.identity.alike.names import company_words
from vouch.matching.next_ask import Willingness
from vouch.matching.reference import SENIORITIES, Company, Decision, Need, Person, Visibility
from vouch.matching.reference.words import stems

Parts = dict[str, tuple[float, float | None, bool]]
"""Of each part its weight, its likeness (None: not known), and whether a filter on it would let the person pass."""


@dataclass(frozen=True)
class Judged:
    """What the oracle says of one person who is in no conflict."""

    person: str
    score: float
    fit: float | None
    misses: frozenset[str]
    not_known: frozenset[str]
    stopped: bool


def judged(
    need: Need,
    companies: Sequence[Company],
    people: Sequence[Person],
    policy: Policy,
    today: date,
    *,
    sees_all: bool = False,
    prices: Mapping[str, float] = {},
) -> list[Judged]:
    """Everybody who may speak to this buyer at all, the best first."""
    firms = {firm.id: firm for firm in companies}
    texts = {one.id: list(stems(one.words)) for one in people}
    wanted = telling(need.words, texts, policy)
    found = []
    for one in people:
        hidden = one.decision.visibility is Visibility.MANAGERS and not sees_all
        if hidden or conflict(need, firms[one.company], one, companies):
            continue
        parts = compared(need, firms[one.company], one, policy, said(one, texts, wanted))
        known = [(weight, like) for weight, like, _passes in parts.values() if like is not None]
        doubt = policy.reference.doubt
        like = sum(weight * like for weight, like in known)
        score = (like + 0.5 * doubt) / (sum(weight for weight, _like in known) + doubt)
        score += passion(one.decision, need, policy)
        carried = max(one.decision.load - sum(free <= today for free in one.decision.frees), 0.0)
        score -= policy.reference.cost.load * carried / one.decision.cap
        if policy.ladder[need.activity].live:
            score -= prices.get(one.id, 0.0)
        found.append(
            Judged(
                one.id,
                round(score * 1_000_000) / 1_000_000,
                like / sum(weight for weight, _like in known) if known else None,
                frozenset(name for name in need.must if name in parts and not parts[name][2]),
                frozenset(name for name in need.must if name in parts and parts[name][1] is None),
                stopped(one.decision, need, policy, today),
            )
        )
    return sorted(found, key=lambda one: (-one.score, one.person))


def passion(row: Decision, need: Need, policy: Policy) -> float:
    if row.willing is Willingness.GUARDED:
        return policy.reference.passion.guarded
    glad = row.willing is Willingness.WILLING or need.activity in row.gladly
    return policy.reference.passion.willing if glad else 0.0


def conflict(need: Need, firm: Company, one: Person, companies: Sequence[Company]) -> bool:
    deal = need.deal

    def is_deal(text: str) -> bool:
        """Whether a text that names a company names the buyer."""
        return (
            (bool(deal.account) and text == deal.account)
            or any(_name(text) == _name(name) for name in deal.names)
            or any(_domain(text) == _domain(domain) for domain in deal.domains)
        )

    def means(text: str, other: Company) -> bool:
        """Whether a text means this company of ours."""
        return bool(text) and (
            text == other.id
            or (bool(other.name) and _name(text) == _name(other.name))
            or any(_domain(text) == _domain(domain) for domain in other.domains)
        )

    def buyer(other: Company) -> bool:
        named = bool(other.name) and any(_name(other.name) == _name(name) for name in deal.names)
        at = {_domain(domain) for domain in other.domains} & {_domain(domain) for domain in deal.domains}
        return other.id == deal.account or named or bool(at)

    def above(other: Company) -> Iterator[tuple[str, list[Company]]]:
        waiting, seen = [other.parent], {""}
        while waiting:
            parent = waiting.pop()
            if parent not in seen:
                seen.add(parent)
                found = [one for one in companies if means(parent, one)]
                waiting += [one.parent for one in found]
                yield parent, found

    ours = [other for other in companies if buyer(other) or means(deal.parent, other)]
    family = [(text, found) for other in ours for text, found in above(other)]
    names = [deal.parent, *(text for text, _found in family)]
    members = [other for _text, found in family for other in found]

    def of_family(text: str, found: list[Company]) -> bool:
        return (
            is_deal(text)
            or any(_same(text, name) for name in names if name)
            or any(means(text, other) for other in members)
            or any(buyer(other) or _among(other, members) or any(means(name, other) for name in names)
                   for other in found)
        )  # fmt: skip

    return (
        buyer(firm)
        or any(means(name, firm) for name in names)
        or _among(firm, members)
        or _shares(firm, members)
        or any(of_family(text, found) for text, found in above(firm))
        or any(means(text, firm) for text in deal.competitors | deal.buyers_were_at)
        or any(is_deal(text) for text in firm.competitors)
        or any(is_deal(text) for text in one.were_at)
    )


def _among(firm: Company, members: list[Company]) -> bool:
    return any(firm.id == other.id for other in members)


def _shares(firm: Company, others: list[Company]) -> bool:
    """Two records of one company go by one name or one domain."""
    return any(
        (bool(firm.name) and bool(other.name) and _name(firm.name) == _name(other.name))
        or bool({_domain(one) for one in firm.domains} & {_domain(one) for one in other.domains})
        for other in others
    )


def _same(one: str, other: str) -> bool:
    return one == other or _name(one) == _name(other) or _domain(one) == _domain(other)


def _name(text: str) -> tuple[str, ...]:
    return company_words(text)


def _domain(text: str) -> str:
    return text.lower().removeprefix("www.")


def compared(need: Need, firm: Company, one: Person, policy: Policy, text: float | None) -> Parts:
    """Each part that the request names."""
    rules = policy.reference
    found: dict[str, tuple[str, float | None, bool]] = {}

    def share(name: str, field: str, wanted: frozenset[str], has: frozenset[str]) -> None:
        if wanted:
            there = [word for word in wanted if word.lower() in {other.lower() for other in has}]
            found[name] = (field, len(there) / len(wanted) if has else None, len(there) == len(wanted))

    def same(name: str, field: str, wanted: str, has: str) -> None:
        if wanted:
            found[name] = (field, float(wanted.lower() == has.lower()) if has else None, wanted.lower() == has.lower())

    share("product", "product", need.products, firm.products)
    share("use_case", "product", need.use_cases, firm.use_cases)
    same("role", "role", need.role, one.role)
    if need.seniority:
        steps = SENIORITIES.index(one.seniority) - SENIORITIES.index(need.seniority) if one.seniority else 0
        found["seniority"] = ("role", 1 - abs(steps) / 4 if one.seniority else None, True)
    same("industry", "industry", need.industry, firm.industry)
    if need.employees or need.revenue:
        pairs = [(need.employees, firm.employees), (need.revenue, firm.revenue)]
        both = next(((wanted, has) for wanted, has in pairs if wanted and has), None)
        times = None if both is None else max(both) / min(both)
        like = None if times is None else max(0.0, 1 - log(times) / log(rules.size_range))
        found["size"] = ("size", like, times is not None and times <= rules.size_band)
    same("region", "region", need.region, firm.region)
    if need.language:
        speaks = need.language.lower() in one.languages
        found["language"] = ("region", float(speaks) if one.languages else None, speaks)
    share("tech", "tech", need.tech, firm.tech)
    share("replaced", "tech", need.replaced, firm.replaced)
    if need.words.strip():
        found["words"] = ("words", text, True)
    of_fields = rules.weights.model_dump()
    fields = [field for field, _like, _passes in found.values()]
    return {
        name: (of_fields[field] / fields.count(field), like, passes) for name, (field, like, passes) in found.items()
    }


def telling(text: str, texts: dict[str, list[str]], policy: Policy) -> dict[str, tuple[float, list[str]]]:
    """The words that are looked for: the weight of each, and the stems that it stands for."""
    rules, with_text = policy.reference, [words for words in texts.values() if words]
    vocabulary = sorted({word for words in with_text for word in words})
    found = {}
    for word in dict.fromkeys(stems(text)):
        bare = word.rstrip("*")
        if word in vocabulary:
            means = [word]
        elif len(bare) >= (2 if word.endswith("*") else 4):
            means = [one for one in vocabulary if one.startswith(bare)][:12]
        else:
            means = []
        count = sum(1 for words in with_text if set(means) & set(words))
        if count:
            found[word] = (log(1 + (len(with_text) - count + 0.5) / (count + 0.5)), means, count)
    few = {word: one for word, one in found.items() if one[2] <= max(rules.common_share * len(with_text), 1)} or found
    best = sorted(few.items(), key=lambda one: (-one[1][0], one[0]))[: rules.telling_words]
    return {word: (weight, means) for word, (weight, means, _count) in best}


def said(one: Person, texts: dict[str, list[str]], wanted: dict[str, tuple[float, list[str]]]) -> float | None:
    """How like somebody's text is; None where they have none."""
    text = texts[one.id]
    if not text:
        return None
    lengths = [len(words) for words in texts.values() if words]
    longer = 1.2 * (0.25 + 0.75 * len(text) / (sum(lengths) / len(lengths)))
    whole = sum(weight for weight, _means in wanted.values())
    each = (
        weight * max((min(2.2 * count / (count + longer), 1) for count in map(text.count, means)), default=0)
        for weight, means in wanted.values()
    )
    return sum(each) / whole if whole else 0.0


def stopped(row: Decision, need: Need, policy: Policy, today: date) -> bool:
    """Whether anything stands in the way, one thing after the other."""
    rung, word = policy.ladder[need.activity], None
    for key in ("", need.activity):
        one = row.permissions.get(key)
        if one is not None and (one.until is None or one.until >= today):
            word = one
    ends = [*row.stops.values(), *row.holds.values()]
    ends += [until for (activity, _code), until in row.stops_of.items() if activity == need.activity]
    ends += list(row.full.values()) if rung.live else []
    highest = getattr(policy.asking.ceilings, row.standing)
    return (
        bool(row.away)
        or any(until is None or until >= today for until in ends)
        or need.activity in row.refused
        or (row.exposure is not None and row.exposure < rung.exposure)
        or bool(row.withdrawn & set(rung.consents))
        or rung.effort > highest.effort
        or rung.exposure > highest.exposure
        or (word is not None and word.allowed is Allowed.NEVER)
        or bool(word and word.uses and need.use and need.use.lower() not in word.uses)
        or bool(word and word.territory and need.territory and need.territory.lower() != word.territory.lower())
    )
