"""What happened in the sample's programme: plain data, told in days before today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Told:
    """One ask: proposed so many days `ago`; each later step so many days after it, where it was taken.

    `answer` is the person's; `clear` the owner's (empty: nobody has answered yet). `why` may name {since}, the year
    they became a customer, {title} and {company}.
    """

    activity: str
    ago: int
    why: str
    clear: str = "yes"
    clear_words: str = ""
    clear_until: int = 0
    sent: int | None = None
    answer: str = ""
    answered: int = 0
    words: str = ""
    later: int = 0
    done: int | None = None
    minutes: int | None = None
    quality: float | None = None
    led_to: str = ""
    thanks: str = ""


SINCE = "You have worked with us since {since}, and you know what it takes to bring people along."
KNOWS = "You have seen {company} before and after; few can say what changed as plainly."
SAID = "You told us what works and what does not, without being asked."

ASKS: tuple[Told, ...] = (
    Told(
        activity="reference_call",
        ago=74,
        why=KNOWS,
        sent=2,
        answer="accepted",
        answered=4,
        done=12,
        minutes=40,
        quality=1.0,
        words="Gladly, on a Thursday.",
        led_to="The company she spoke to signed in October.",
        thanks="A call from our founder, and the name of the person she helped.",
    ),
    Told(
        activity="case_study",
        ago=68,
        why=SINCE,
        sent=3,
        answer="accepted",
        answered=8,
        done=30,
        minutes=190,
        quality=1.0,
        words="If I may read it first.",
        led_to="Read by sales in three open deals.",
        thanks="A printed copy with a note from the writer.",
    ),
    Told(
        activity="fun_fact", ago=52, why=SAID, sent=1, answer="declined", answered=3, words="Numbers are not my thing."
    ),
    Told(
        activity="peer_call",
        ago=47,
        why=KNOWS,
        sent=2,
        answer="accepted",
        answered=3,
        done=9,
        minutes=35,
        quality=0.7,
        led_to="Both kept in touch; the other site plans the same rollout.",
        thanks="An introduction she had wished for.",
    ),
    Told(
        activity="private_quote",
        ago=40,
        why=SAID,
        sent=2,
        answer="not_now",
        answered=6,
        later=50,
        words="After the audit.",
    ),
    Told(
        activity="community_answer",
        ago=36,
        why=SAID,
        sent=1,
        answer="accepted",
        answered=2,
        done=3,
        minutes=15,
        quality=0.7,
        thanks="Named in the monthly letter.",
    ),
    Told(
        activity="reference_call",
        ago=15,
        why=KNOWS,
        sent=3,
        answer="accepted",
        answered=5,
        done=9,
        minutes=30,
        quality=1.0,
        led_to="The prospect asked for a second meeting the same day.",
    ),
    Told(activity="peer_call", ago=14, why=SINCE, sent=3, answer="accepted", answered=6, words="Happy to."),
    Told(
        activity="private_quote",
        ago=14,
        why=SAID,
        sent=4,
        answer="accepted",
        answered=5,
        done=8,
        minutes=12,
        quality=0.7,
        thanks="A card, signed by the team that builds it.",
    ),
    Told(
        activity="logo",
        ago=13,
        why=SINCE,
        sent=3,
        answer="not_now",
        answered=9,
        later=45,
        words="Our legal team is busy until January.",
    ),
    Told(activity="feedback", ago=12, why=SAID, sent=3),
    Told(
        activity="webinar",
        ago=9,
        why=KNOWS,
        sent=2,
        answer="something_smaller",
        answered=8,
        words="A whole hour is a lot; a few minutes I can do.",
    ),
    Told(activity="reference_call", ago=4, why=KNOWS, clear_words="They enjoy it."),
    Told(activity="advisory_board", ago=4, why=SINCE),
    Told(activity="fun_fact", ago=3, why=SAID, clear_words="Fine, one question."),
    Told(activity="case_study", ago=3, why=KNOWS, clear=""),
    Told(activity="peer_call", ago=2, why=SINCE, clear=""),
    Told(
        activity="conference_talk",
        ago=5,
        why=KNOWS,
        clear="not_now",
        clear_until=5,
        clear_words="Contract signature on Wednesday.",
    ),
    Told(activity="site_visit", ago=3, why=SINCE, clear="myself", clear_words="I see them on Tuesday anyway."),
)
"""The asks, in the order in which they were proposed or nearly so."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """One give: done so many days ago, or due in so many (negative: overdue)."""

    kind: str
    do: str
    gives: str
    ago: int | None = None
    due: int = 0
    followed: str = ""


GIVES: tuple[Given, ...] = (
    Given(
        kind="content",
        do="Sent the safety checklist that fits their new site",
        gives="A week of writing saved",
        ago=70,
        followed="They asked who had written it.",
    ),
    Given(
        kind="introduction",
        do="Introduced them to a peer who runs night shifts",
        gives="Somebody who has done it",
        ago=58,
        followed="They met twice.",
    ),
    Given(
        kind="speaking_up",
        do="Argued in our roadmap round for the export they have missed since spring",
        gives="Their wish has a date",
        ago=45,
        followed="It is planned for February.",
    ),
    Given(
        kind="help", do="Sat with their planner for an hour on the slow report", gives="It runs in a minute now", ago=33
    ),
    Given(
        kind="access",
        do="Opened the test version to their two planners",
        gives="They see it a month early",
        ago=21,
        followed="They found two mistakes, and told us kindly.",
    ),
    Given(
        kind="thanks", do="Wrote to their manager what they had made possible", gives="It is seen inside, too", ago=11
    ),
    Given(
        kind="help", do="Go through the winter plan with them before the season", gives="No surprise in January", due=1
    ),
    Given(
        kind="introduction", do="Bring them together with the new owner of the interface", gives="A direct line", due=-2
    ),
    Given(
        kind="speaking_up",
        do="Put their wish about carrier rules before the product council",
        gives="A decision, either way",
        due=6,
    ),
)
"""The gives, for those who were asked and for others."""
