"""What may a life contain? The verbs in which the plans are written: signs, keeps, says, reaches, renews, helps ...

Days are counted back from `today`: `ago=30` is the working day about a month ago. Nothing here knows what any of it
is worth; a life is only what happened.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from vouch.runs.demo.cast.companies import Company, Register
from vouch.runs.demo.cast.leads import Lead
from vouch.runs.demo.cast.people import Person
from vouch.runs.demo.lives import events as e
from vouch.runs.demo.lives.calendar import months_later, working_day
from vouch.runs.demo.words.speech import Speech

SURVEYS_SINCE = 800
"""Days ago on which Quayside sent its first survey."""

SCORES = {
    "delighted": (9, 10, 10, 9, 10),
    "pleased": (9, 8, 9, 9),
    "content": (7, 8, 7),
    "lukewarm": (7,),
    "grumbling": (5, 6, 7, 6),
    "unhappy": (1, 2, 3, 3, 4, 4, 5),
}
_COMMENTED, _ANSWERED = 0.5, 0.85
_PRICE_RISE = 1.03


class World(NamedTuple):
    """What all lives of one sample share."""

    register: Register
    speech: Speech
    rng: Random
    today: date


class Life:
    """One customer's life so far: the company, its people, and everything that happened, in lists by kind."""

    def __init__(self, company: Company, lead: Lead | None, world: World) -> None:
        self.company, self.lead, self._register = company, lead, world.register
        self.rng, self.speech, self.today = world.rng, world.speech, world.today
        self._said: set[str] = set()
        self.contract: e.Contract | None = None
        self.renewals: list[e.Renewal] = []
        self.sales: list[e.Sale] = []
        self.parts: list[e.Part] = []
        self.promises: list[e.Promise] = []
        self.results: list[e.Result] = []
        self.answers: list[e.Answer] = []
        self.cases: list[e.Case] = []
        self.acts: list[e.Act] = []
        self.posts: list[e.Post] = []
        self.letters: list[e.Letter] = []
        self.feelings: list[e.Feeling] = []
        self.nominations: list[e.Nomination] = []
        self.milestones: list[e.Milestone] = []
        self.sightings: list[e.Sighting] = []
        self.use: e.Use | None = None

    # ---- days ----------------------------------------------------------------------------------------------------
    def ago(self, days: int) -> date:
        """The working day that many days ago, never later than yesterday."""
        return working_day(self.today - timedelta(days=max(days, 1)))

    def some(self, low: int, high: int) -> int:
        """A number of days between the two."""
        return self.rng.randint(low, high)

    @property
    def age(self) -> int:
        """For how many days they have been a customer."""
        return (self.today - self.company.since).days if self.company.since else 0

    # ---- people and contract -------------------------------------------------------------------------------------
    def joins(self, part: str, *, name: str = "", title: str = "", known: bool = True) -> Person:
        """Somebody who works there; `known` where one of us has written down the part they play."""
        person = self._register.person(self.company, part, name=name, title=title)
        if known:
            self.parts.append(e.Part(person, part, self.company.since or self.ago(700), None))
        return person

    def hero(self, part: str) -> Person:
        """The person the story is about: by name where it is told of a company with a name of its own."""
        return self.joins(part, name=self.lead.person, title=self.lead.title) if self.lead else self.joins(part)

    def leaves(self, person: Person, ago: int) -> None:
        """That person has gone, and nobody has taken their place."""
        self.parts = [p._replace(until=self.ago(ago)) if p.person is person else p for p in self.parts]

    def signs(self, ago: int, months: int = 12, *, decided: bool = True, ended: int | None = None) -> None:
        """They signed so many days ago and have renewed since: because they decided to, or because nobody stopped it.

        `ended`: days since the contract ended for good, for those who left.
        """
        company, start = self.company, self.ago(ago)
        company.since = start
        last_day = self.today if ended is None else self.ago(ended)
        product = self.speech.draw("market.products")
        value, term_ends = company.value, months_later(start, months)
        while term_ends <= (last_day if ended is None else last_day - timedelta(days=60)):
            on = working_day(term_ends - timedelta(days=self.some(9, 40) if decided else 0))
            if on >= last_day:
                break
            self.renewals.append(e.Renewal(on, "renewal", not decided, months, value, None))
            term_ends = months_later(term_ends, months)
        self.renewals = [
            renewal._replace(amount=int(value / _PRICE_RISE ** (len(self.renewals) - number)) // 100 * 100)
            for number, renewal in enumerate(self.renewals, 1)
        ]
        gone = None if ended is None else last_day
        self.contract = e.Contract(product, start, gone or term_ends, months, not decided, gone, value)
        opened = start - timedelta(days=self.some(50, 160))
        name = f"{company.name}: {product}"
        self.sales.append(e.Sale(name, "New Customer", "Closed Won", value, opened, start, True, months))

    def grows(self, ago: int) -> None:
        """They bought more, so many days ago."""
        closed = self.ago(ago)
        amount = max(1_200, round(self.company.value * self.rng.uniform(0.15, 0.5) / 100) * 100)
        name = f"{self.company.name}: {self.rng.choice(('another site', 'more docks', 'yard map', 'carrier portal'))}"
        opened = closed - timedelta(days=self.some(30, 110))
        self.sales.append(e.Sale(name, "Existing Customer - Upgrade", "Closed Won", amount, opened, closed, True, 12))

    def considers(self, kind: str = "Existing Customer - Upgrade") -> None:
        """A deal with them is open."""
        stage = self.rng.choice(("Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review"))
        opened, closes = self.ago(self.some(10, 120)), self.today + timedelta(days=self.some(15, 150))
        amount = max(1_500, round(self.company.value * self.rng.uniform(0.3, 1.1) / 100) * 100)
        name = f"{self.company.name}: {self.speech.draw('market.products')}"
        self.sales.append(e.Sale(name, kind, stage, amount, opened, closes, None, None))

    def gives_notice(self, ago: int, kind: str = "cancellation_notice") -> None:
        """They told us they will go, or shrink, when the present term ends."""
        ends = self.contract.term_ends if self.contract else None
        self.renewals.append(e.Renewal(self.ago(ago), kind, None, None, None, ends))

    # ---- what was promised and reached ---------------------------------------------------------------------------
    def promised(self, how: str, ago: int, *, signed: bool = True) -> int:
        """A promise that fell due so many days ago and was `met`, `late`, `missed`, or is still `open`.

        Returns its number within this life.
        """
        text, measure, target = self.speech.draw("promises.made")
        due = self.ago(ago) if ago > 0 else self.today + timedelta(days=-ago)
        made = working_day(min(due, self.ago(1)) - timedelta(days=self.some(60, 170)))
        decided = None if how == "open" else working_day(due + timedelta(days=self.some(9, 25) if how == "late" else 0))
        signer = self._signer() if signed and decided else ""
        sign_day = decided if signer else None
        number = len(self.promises) + 1
        text = self.speech.fill(text, self.company)
        self.promises.append(
            e.Promise(number, text, measure, target, made, due, how, decided, sign_day, signer)
        )  # fmt: skip
        return number

    def reaches(self, ago: int, *, signed: bool = True, promise: int | None = None) -> None:
        """They reached something: with a number and a name under it, or only by hearsay."""
        on = self.ago(ago)
        if not signed:
            text = self.speech.text("results.hearsay", self.company)
            self.results.append(e.Result(promise, text, None, "", on, None, ""))
            return
        text, low, high, unit = self.speech.draw("results.reached")
        number = self.some(low, high)
        text = self.speech.fill(text, self.company, x=number)
        self.results.append(e.Result(promise, text, number, unit, on, on, self._signer()))

    def gets_going(self, days: int) -> None:
        """They worked with it so many days after signing."""
        if self.company.since:
            on = working_day(self.company.since + timedelta(days=days))
            if on < self.today:
                self.milestones.append(e.Milestone(on, "onboarding", "First site live", self.company.since))

    def _signer(self) -> str:
        """Who at the customer puts their name under things: whoever owns the outcome, else the first we met."""
        people = self.company.people
        return next((one.name for one in people if one.part == "outcome_owner"), people[0].name if people else "")

    # ---- what they say -------------------------------------------------------------------------------------------
    def says(self, person: Person, mood: str, ago: int) -> None:
        """An answer to "would you recommend us?", from somebody in that mood."""
        if ago > SURVEYS_SINCE:
            return
        score = self.rng.choice(SCORES[mood])
        spoken = "content" if mood == "lukewarm" else mood
        comment = ""
        if self.rng.random() < _COMMENTED:
            comment = self.speech.comment(spoken, person, self.company, self._said)
        self.answers.append(e.Answer(self.ago(ago), person, "nps", score, comment))

    def keeps_saying(self, person: Person, mood: str, first: int, last: int, every: int = 112) -> None:
        """The same mood in one survey after another, from `first` days ago until `last` days ago."""
        day = last
        while day <= min(first, SURVEYS_SINCE, self.age - 45):
            if day < last + 2 * every or self.rng.random() < _ANSWERED:  # now and then one is left unanswered
                self.says(person, mood, day)
            day += every + self.some(-9, 9)

    def expected(self, person: Person, score: int, ago: int) -> None:
        """The yearly question: it met my expectations, from 1 to 5."""
        if ago <= min(SURVEYS_SINCE, self.age - 45):
            self.answers.append(e.Answer(self.ago(ago), person, "expectations", score, ""))

    # ---- help they asked for -------------------------------------------------------------------------------------
    def asks_for_help(self, ago: int, *, rated: bool | None = None, days: int | None = None) -> None:
        """An ordinary support case, opened so many days ago, closed after some, rated good, bad or not at all."""
        subject, kind = self.speech.draw("cases.ordinary")
        took = min(self.some(0, 6) if days is None else days, max(ago - 1, 0))
        priority = self.rng.choices(("Low", "Normal", "High"), (2, 6, 2))[0]
        closed = self.ago(ago - took)
        self.cases.append(
            e.Case(
                self.ago(ago), closed, self.rng.choice(self.company.people),
                self.speech.fill(subject, self.company), kind, priority, rated, 0,
            )
        )  # fmt: skip

    def breaks_down(self, ago: int, *, days: int | None, rated: bool | None = None, reopens: int = 0) -> None:
        """Work stood still: an urgent case, open for so many days, or still open (None)."""
        closed = None if days is None else self.ago(max(ago - days, 1))
        subject = self.speech.text("cases.severe", self.company)
        person = self.company.people[0]
        self.cases.append(e.Case(self.ago(ago), closed, person, subject, "incident", "Urgent", rated, reopens))

    # ---- what they do for others, and what we asked of them --------------------------------------------------------
    def acts_unasked(self, person: Person, ago: int) -> None:
        """Did something for others to see or hear, without being asked."""
        what, text = self.speech.draw("acts.unprompted")
        self.acts.append(e.Act(self.ago(ago), person, what, False, "", self.speech.fill(text, self.company)))

    def is_asked(self, person: Person, ago: int, answer: str, *, reward: bool = False) -> None:
        """Was asked for something, with a reward announced or without; an accepted ask is followed by the act."""
        what, text = self.speech.draw("acts.rewarded" if reward else "acts.asked")
        offered = self.speech.draw("acts.rewards") if reward else ""
        replied = self.ago(ago - self.some(1, 4)) if answer else None
        self.letters.append(e.Letter(self.ago(ago), person, True, what, replied, answer, self._asker(), offered))
        if answer == "accepted":
            done = self.ago(ago - self.some(6, 14))
            self.acts.append(e.Act(done, person, what, True, offered, self.speech.fill(text, self.company)))

    def helps_peers(self, person: Person, ago: int) -> None:
        """Answered somebody where customers meet."""
        kind = self.speech.draw("community.event_answers")
        self.posts.append(e.Post(self.ago(ago), person, kind, self.speech.draw("community.answer")))

    def wonders(self, person: Person, ago: int) -> None:
        """Asked other customers a question."""
        self.posts.append(e.Post(self.ago(ago), person, "question", self.speech.draw("community.question")))

    def hears_from_us(self, person: Person, ago: int, *, answers: bool = True) -> None:
        """Got a letter of ours that asked for nothing."""
        back = self.ago(ago - self.some(1, 5)) if answers else None
        owner = self.company.owner.name
        self.letters.append(e.Letter(self.ago(ago), person, False, "", back, "answered" if answers else "", owner))

    def _asker(self) -> str:
        return self.rng.choice(("Ines Caldeira", self.company.owner.name, "Joris Blom"))

    # ---- what we think, and what else was seen -----------------------------------------------------------------------
    def feels(self, rating: str, ago: int) -> None:
        """Their account owner's feeling about them."""
        note = self.speech.draw(f"notes.{rating}") if self.rng.random() < 0.7 else ""
        self.feelings.append(e.Feeling(self.ago(ago), self.company.owner.name, rating, note))

    def is_nominated(self, person: Person, ago: int) -> None:
        """One of ours put that person forward."""
        by, team = self.rng.choice(
            ((self.company.owner.name, "Customer success"), ("Joris Blom", "Sales"), ("Sunniva Hauge", "Support"),
             ("Luka Marić", "Services"))
        )  # fmt: skip
        why = self.speech.draw("notes.nominated")
        self.nominations.append(e.Nomination(self.ago(ago), person, by, team, why))

    def sees_competitor(self, ago: int) -> None:
        """A competitor was seen there."""
        where = self.speech.text("market.seen", self.company)
        self.sightings.append(e.Sighting(self.ago(ago), self.speech.draw("market.competitors"), where))

    def uses(self, growth: float = 1.05, *, feed: str = "platform", drop: float = 1.0, drop_ago: int = 0) -> None:
        """They use it as a company of their size does; from `drop_ago` days ago on only `drop` of that."""
        daily = max(3.0, self.company.employees**0.55 * self.rng.uniform(0.8, 1.4))
        self.use = e.Use(feed, daily, growth, self.ago(drop_ago) if drop_ago else None, drop)
