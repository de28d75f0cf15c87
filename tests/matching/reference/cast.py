"""Pools as tests write them: small worlds of few words, so that everything meets everything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.domain.asking.lives import TODAY, said
from vouch.domain.asking import HoldKind
from vouch.domain.policy import load
from vouch.matching.next_ask import Willingness
from vouch.matching.reference import (
    FILTERS,
    SENIORITIES,
    Company,
    Deal,
    Decision,
    Need,
    Person,
    Visibility,
)
from vouch.matching.reference.decision import AWAY, OF_ALL, OF_ONE

POLICY = load()
ACTIVITIES = ("reference_call", "site_visit", "private_quote")
READY = Decision(standing="advocate")
"""Somebody in whose way nothing is."""
_WORDS = ("fraud", "payments", "payment", "migration", "audits", "und", "Zürich", "支払い", "the")


def person(id: str = "ana", company: str = "acme", **said: Any) -> Person:
    """Somebody who may be asked, unless it is said otherwise."""
    return Person(id=id, company=company, **({"decision": READY} | said))


def _some(*words: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words), max_size=2)


def _one(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(("", *words))


_SIZES = st.one_of(st.none(), st.sampled_from([5.0, 20.0, 21.0, 400.0, 90_000.0]))
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join)
_FIRMS = ("acme", "Globex AG", "globex.example", "initech", "Umbrella")


@st.composite
def companies(draw: st.DrawFn, id: str) -> Company:
    """A company of which little or much is known."""
    return Company(
        id=id,
        name=draw(_one("Acme", "Globex", "Umbrella", "Initech Ltd")),
        domains=draw(_some("acme.example", "globex.example")),
        parent=draw(_one("c0", "c1", "c2", "Umbrella")),
        competitors=draw(_some(*_FIRMS)),
        industry=draw(_one("Fintech", "Retail")),
        employees=draw(_SIZES),
        revenue=draw(_SIZES),
        region=draw(_one("DACH", "Nordics")),
        products=draw(_some("Pay", "Ledger", "Risk")),
        use_cases=draw(_some("fraud", "payroll")),
        tech=draw(_some("sap", "oracle")),
        replaced=draw(_some("Globex", "sap")),
    )


_DAYS = st.none() | st.integers(-2, 2).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A row of what was decided; every second one has nothing in its way."""
    glad: dict[str, Any] = {
        "willing": draw(st.sampled_from(Willingness)), "visibility": draw(st.sampled_from(Visibility)),
        "load": draw(st.sampled_from([0.0, 1.0, 2.0])), "gladly": draw(_some(*ACTIVITIES)),
        "frees": tuple(sorted(day for day in draw(st.lists(_DAYS, max_size=2)) if day)),
    }  # fmt: skip
    against = draw(st.sampled_from(("", "", "", "", "away", "said", "permission", "permission", "time", "of one")))
    one, day = draw(st.sampled_from(ACTIVITIES)), draw(_DAYS)
    match against:
        case "away":
            glad |= {"away": frozenset({draw(st.sampled_from(AWAY))})}
        case "said":
            glad |= {
                "refused": frozenset({one}),
                "exposure": draw(st.integers(0, 5)),
                "withdrawn": draw(_some("quote")),
            }
        case "permission":
            glad |= {"permissions": {draw(st.sampled_from(["", one])): draw(said(one)) for _twice in range(2)}}
        case "time":
            glad |= {"stops": {draw(st.sampled_from(OF_ALL)): day}, "holds": {draw(st.sampled_from(HoldKind)): day}}
        case "of one":
            glad |= {"stops_of": {(one, draw(st.sampled_from(OF_ONE))): day}, "full": {"live_in_quarter": day}}
    return Decision(standing=draw(st.sampled_from(("advocate", "advocate", "latent", "satisfied"))), **glad)


@st.composite
def worlds(draw: st.DrawFn, most: int = 12) -> tuple[list[Company], list[Person]]:
    """A few companies and their people."""
    firms = [draw(companies(f"c{number}")) for number in range(draw(st.integers(1, 4)))]
    people = [
        Person(
            id=f"p{number:02}",
            company=draw(st.sampled_from(firms)).id,
            role=draw(_one("finance", "IT")),
            seniority=draw(_one(*SENIORITIES)),
            languages=draw(_some("de", "en", "fr")),
            were_at=draw(_some(*_FIRMS)),
            words=draw(_TEXTS),
            decision=draw(decisions()),
        )
        for number in range(draw(st.integers(0, most)))
    ]
    return firms, people


@st.composite
def needs(draw: st.DrawFn) -> Need:
    """A request that names some of everything."""
    return Need(
        activity=draw(st.sampled_from(ACTIVITIES)),
        products=draw(_some("pay", "Risk")),
        use_cases=draw(_some("Fraud", "payroll")),
        industry=draw(_one("fintech", "Health")),
        employees=draw(_SIZES),
        revenue=draw(_SIZES),
        region=draw(_one("dach", "Nordics")),
        language=draw(_one("de", "EN")),
        role=draw(_one("Finance", "legal")),
        seniority=draw(_one(*SENIORITIES)),
        replaced=draw(_some("globex", "sap")),
        tech=draw(_some("SAP", "mysql")),
        words=draw(_TEXTS),
        deal=Deal(
            account=draw(_one("c0", "x9")),
            names=draw(_some("ACME Inc.", "Nobody")),
            domains=draw(_some("www.globex.example")),
            parent=draw(_one("c1", "Umbrella GmbH")),
            competitors=draw(_some("c2", "Initech")),
            buyers_were_at=draw(_some("globex.example", "c3")),
        ),
        must=draw(st.frozensets(st.sampled_from(FILTERS), max_size=3)),
        use=draw(_one("web", "press")),
        territory=draw(_one("denmark", "France")),
    )
