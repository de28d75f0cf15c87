"""Random small companies: a few accounts with people, and anything that may happen to them, on days that matter."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.insight.facts import (
    Case,
    Fact,
    account,
    act,
    answer,
    asked,
    competitor,
    deal,
    felt,
    grave,
    helped,
    loyal,
    milestone,
    nominated,
    nps,
    person,
    promise,
    renewal,
    result,
    role,
    satisfied,
    subscription,
    ticket,
    used_daily,
)

EDGES = (1, 14, 15, 20, 29, 30, 31, 45, 46, 60, 61, 89, 90, 91, 120, 179, 180, 200, 300, 365, 400, 540, 700, 1_000)


def days(least: int) -> st.SearchStrategy[int]:
    """Days ago, none more recent than `least`."""
    return st.sampled_from([day for day in (0, *EDGES) if day >= least])


def facts(least: int = 0) -> st.SearchStrategy[Fact]:
    """One thing that happened, `least` days ago or earlier."""
    day = days(least)
    who = st.sampled_from(["ana", "bo", "cy"])
    colleague = st.sampled_from(["Di", "Ed", "Flo"])
    later = st.none() | day
    kinds = st.sampled_from(["renewal", "expansion", "downsell", "cancellation_notice", "downsell_notice", "withdrawn"])
    roles = st.sampled_from(["outcome_owner", "sponsor", "daily_user", "trainer", "renewal_decider"])
    return st.one_of(
        st.builds(nps, st.integers(0, 10), day, who),
        st.builds(nps, st.integers(0, 10), day, who),
        st.builds(answer, st.sampled_from(["csat", "expectations"]), st.integers(1, 5), day, who),
        st.builds(felt, st.sampled_from(["red", "amber", "green"]), day, colleague, st.none() | who),
        st.builds(nominated, day, colleague, who),
        st.builds(promise, st.sampled_from(["met", "late", "missed"]), day, later),
        st.builds(result, day, later),
        st.builds(milestone, st.just("first_value"), day, later),
        st.builds(
            lambda opened, open_for: grave(opened, max(least, opened - open_for)), day, st.sampled_from([3, 14, 15])
        ),
        st.builds(grave, day),
        st.builds(renewal, day, kinds),
        st.builds(deal, day, st.sampled_from([None, "New", "Renewal", "Upsell"])),
        st.builds(subscription, day, later),
        st.builds(act, day, st.none() | who, st.sampled_from([None, "mug"])),
        st.builds(helped, day, who),
        st.builds(asked, day, st.sampled_from([None, "accepted", "declined"]), st.none(), who),
        st.builds(role, roles, day, st.none(), who),
        st.builds(competitor, day),
    )


def cases(least: int = 0) -> st.SearchStrategy[dict[str, Case]]:
    """Six accounts by name: by type a customer for the most part, some of them with much that is good already."""
    begun = st.sampled_from([[], satisfied(), loyal(), loyal()])
    kind = st.sampled_from([account(), account(), account(type=None), account(400, type="Tier 2")])
    use = st.sampled_from(
        [[], used_daily(150, 90, 5), used_daily(150, 0, 5), [*used_daily(150, 40, 5), *used_daily(30, 0)]]
    )
    some = st.lists(facts(least), min_size=2, max_size=9)
    team = st.just([person("ana"), person("bo", email="bo@bo.example"), person("cy", modified=300)])
    one = st.tuples(kind, team, begun, use if least == 0 else st.just([]), some).map(list)
    return st.fixed_dictionaries(dict.fromkeys(("Acme", "Bolt", "Cato", "Dune", "Elk", "Fjord"), one))


def silences() -> st.SearchStrategy[list[Fact]]:
    """Things that say nothing: kept, and read as evidence by no gate."""
    day = days(0)
    return st.lists(
        st.one_of(
            st.builds(promise, st.sampled_from(["open", None]), day),
            st.builds(answer, st.just("would you buy again"), st.integers(1, 5), day, st.just("bo")),
            st.builds(answer, st.just("csat"), st.just(9), day, st.just("bo")),
            st.builds(ticket, day),
            st.builds(milestone, st.just("other"), day),
            st.builds(helped, day, st.just("bo"), st.just("question")),
            st.builds(lambda at: act(at, "bo", completed=False), day),
            st.builds(lambda at: result(at, exceeds=False), day),
            st.builds(lambda at: deal(at, stage="Negotiation"), day),
            st.builds(lambda at: deal(at, stage="Closed Lost"), day),
            st.builds(lambda at: asked(at, "answered", who="bo", kind="other"), day),
        ),
        min_size=3,
        max_size=9,
    )
