"""Why this ask, of this person, now: full sentences, the weightiest first. Also why one was drawn to learn."""

from __future__ import annotations

from vouch.domain.policy import Policy
from vouch.matching.next_ask.candidate import Candidate, Willingness
from vouch.matching.next_ask.worth import Worth
from vouch.matching.yes_rate import chance_better

_WILLING = {
    Willingness.WILLING: "They speak well of us and act gladly.",
    Willingness.OPEN: "Nothing is known against it, and they have not acted yet.",
    Willingness.GUARDED: "They are guarded: whoever is more willing comes before them.",
}


def reasons(candidate: Candidate, worth: Worth, policy: Policy) -> tuple[str, ...]:
    """The sentences of one ask: what each side has of it by its part of the worth, then what else speaks for it."""
    rung = policy.ladder[candidate.activity]
    fits = candidate.personality is not None and candidate.personality in rung.fits
    person = candidate.why_person or ("It suits who they are." if fits else "The ask says what they have of it.")
    need = candidate.why_need or f"We need {rung.words}."
    wins = [person, need] if worth.person >= worth.need else [need, person]
    return (*wins, _WILLING[candidate.willing], *_rate(candidate), _step(candidate), _load(candidate))


def learning(explored: Candidate, instead: Candidate) -> str:
    """Why an ask was drawn, in a sentence: how likely it is that it is the better one after all."""
    chance = round(100 * chance_better(instead.rate.beta, explored.rate.beta))
    other = "what looks best for them" if explored.contact == instead.contact else "the ask that looks best"
    return (
        f"Drawn to learn, in place of {other}: by what is known so far, the chance that this one gets a yes more often "
        f"is {chance} in 100."
    )


def _rate(candidate: Candidate) -> tuple[str, ...]:
    rate = candidate.rate
    if not rate.enough:
        return (f"How likely they say yes is a guess so far: {rate.rests_on}.",)
    return (f"They say yes {rate.words}.",)


def _step(candidate: Candidate) -> str:
    if candidate.first:
        return "It is the first ask of them, and a small one."
    if candidate.step <= 0:
        return "It goes no further than what they did before."
    return "It is one step beyond what they did." if candidate.step == 1 else f"It is {candidate.step} steps further."


def _load(candidate: Candidate) -> str:
    if not candidate.load:
        return "They carry nothing at present."
    return f"They carry {candidate.load:g} of the {candidate.cap:g} that one person may."
