"""What each personality is to this company, what is asked on joining, and how a belief is formed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from vouch.domain.personalities import Personality
from vouch.domain.policy.section import Section, Share

Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,31}$")]
Sentence = Annotated[str, Field(min_length=2, max_length=200)]
Between = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0, le=1_000)]


class Described(Section):
    """One personality: what it is, wants, is known by, is thanked with, and what to leave.

    `words` completes "Ana", `to_them` "you". `avoid` is what to leave, in words; `avoid_asks` are rungs of the ladder,
    `avoid_words` words of a letter of thanks.
    """

    words: Sentence
    to_them: Sentence
    wants: Sentence
    traits: tuple[Sentence, ...]
    recognitions: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    avoid: tuple[Sentence, ...]
    avoid_asks: tuple[str, ...] = ()
    avoid_words: tuple[Annotated[str, Field(min_length=2, max_length=60)], ...] = ()


class Option(Section):
    """One answer: its words, and the personality that it hints at, if any."""

    words: Sentence
    says: Personality | None = None


class Question(Section):
    """One question that is asked on joining. Every question can be left out."""

    asks: Sentence
    about: Sentence
    options: dict[Name, Option]

    @model_validator(mode="after")
    def _each(self) -> Question:
        hinted = {option.says for option in self.options.values()}
        missing = [one.words for one in Personality if one not in hinted]
        if missing:
            raise ValueError(
                f"no option hints at {', '.join(missing)}; each personality needs one, or nobody can be it"
            )
        return self


class Prior(Section):
    """What is believed of somebody of whom nothing is known.

    `shares` are those of a study that the company holds, `source` names it; without shares all four are alike.
    """

    total: Positive
    source: Annotated[str, Field(max_length=300)] = ""
    shares: dict[Personality, Share] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _a_source(self) -> Prior:
        if self.shares and not self.source.strip():
            raise ValueError("shares need a source: name the study and its page, or leave the shares out")
        if self.shares and len(self.shares) != len(Personality):
            raise ValueError("shares must be given for all four personalities")
        if self.shares and abs(sum(self.shares.values()) - 1) > 0.005:
            raise ValueError(f"shares must add up to 1; they add up to {sum(self.shares.values()):.3f}")
        if any(share == 0 for share in self.shares.values()):
            raise ValueError("a share of 0 could never be corrected by anything seen; give a small one")
        return self


class Likelihood(Section):
    """How likely each piece of evidence is, for somebody of a personality."""

    answer: Between
    colleague: Between
    fitting: Positive
    other: Positive
    least: Between
    most: Between
    usual_yes: Between
    usual_yes_weight: Positive

    @model_validator(mode="after")
    def _informs(self) -> Likelihood:
        if min(self.answer, self.colleague) < 0.25:
            raise ValueError("answer and colleague must not be below 0.25, or a hint would speak against itself")
        if self.fitting < self.other:
            raise ValueError("fitting must not be below other")
        if self.least >= self.most:
            raise ValueError("least must be below most")
        return self


class Weights(Section):
    """How much an act or an answer to an ask counts, and how much several hang together (rho)."""

    volunteered: Share
    choice_of_two: Share
    single_ask: Share
    rho: Share


class Saying(Section):
    """From where a belief has which word."""

    kinds: Annotated[int, Field(ge=1, le=3)]
    leaning_from: Between
    assigned_from: Between
    months: Annotated[int, Field(ge=1, le=240)]

    @model_validator(mode="after")
    def _in_order(self) -> Saying:
        if self.assigned_from < self.leaning_from:
            raise ValueError("assigned_from must not be below leaning_from")
        return self


class Learning(Section):
    """When and how much the rows of likelihood are learned from the company's own people."""

    people: Annotated[int, Field(ge=1, le=100_000)]
    asks: Annotated[int, Field(ge=1, le=1_000)]
    row_weight: Positive


class PersonalityRules(Section):
    """The rules of personality. `docs/ideas/personality.md` tells what each is for."""

    smallest_group: Annotated[int, Field(ge=1, le=100)]
    prior: Prior
    likelihood: Likelihood
    weights: Weights
    saying: Saying
    learning: Learning
    questions: dict[Name, Question]
