"""Why is this believed, for and against, in sentences; and what would tell more?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.evidence import Behaviour, Evidence, How

Reason = tuple[str, str]


def reasons(evidence: Evidence, policy: Policy, leads: Personality | None, *, today: date) -> tuple[Reason, ...]:
    """Each piece as `(sign, sentence)`: `for` where it hints at `leads`, `against` where at another, else `unknown`."""
    told = [*_answers(evidence, policy, leads), *_acts(evidence, policy, leads), *_guesses(evidence, leads)]
    last, months = evidence.last, policy.personality.saying.months
    if last is not None and (today - last).days > months * 30.44 + 1:
        told.append(("unknown", f"All of this is older than {months} months, so it is not known any more."))
    if leads is None and _differ(evidence):
        told.append(("unknown", "These hint at different things, so it is left open."))
    return tuple(told)


def what_would_tell(evidence: Evidence, policy: Policy, kinds: Iterable[str], known: Known) -> tuple[str, ...]:
    """What one could do to know more, the surest first; nothing where it is known well enough."""
    if known in (Known.STATED, Known.ASSIGNED):
        return ()
    there, told = set(kinds), []
    if "answers" not in there:
        told.append("Ask them: the questions on joining take a minute, and they can leave them out.")
    if "colleagues" not in there:
        told.append("Somebody of us who knows them says what they believe.")
    if "behaviour" not in there:
        told.append("Offer them a choice of two things that differ; what they take says more than a yes to one.")
    return tuple(told) or ("Time: one more free choice of theirs, or a word of their own.",)


def _answers(evidence: Evidence, policy: Policy, leads: Personality | None) -> Iterator[Reason]:
    questions = policy.personality.questions
    for one in evidence.latest_answers():
        if one.question in questions:
            about = questions[one.question].about
            yield _sign(one.says, leads), f"{about}: their own answer hints at {one.says.a}."


def _acts(evidence: Evidence, policy: Policy, leads: Personality | None) -> Iterator[Reason]:
    ladder = policy.ladder
    known = [one for one in sorted(evidence.behaviour) if one.activity in ladder and ladder[one.activity].fits]
    for said_yes, how in ((True, "volunteered"), (True, "asked"), (False, "asked")):
        those = [one for one in known if one.said_yes == said_yes and _asked(one) == (how == "asked")]
        for fits in (True, False):
            part = [one for one in those if (leads in ladder[one.activity].fits) == fits] if leads else those
            if not part or (leads is None and not fits):
                continue
            did = "Did by themselves" if how == "volunteered" else "Said yes to" if said_yes else "Did not take"
            words = _listed([ladder[one.activity].words for one in part])
            if leads is None:
                yield "unknown", f"{did}: {words}."
            else:
                suits = f"which {'suits' if len(part) == 1 else 'suit'} {'' if fits else 'others more than '}{leads.a}"
                yield ("for" if fits == said_yes else "against"), f"{did}: {words}, {suits}."


def _guesses(evidence: Evidence, leads: Personality | None) -> Iterator[Reason]:
    for said in Personality:
        count = sum(one.says is said for one in evidence.latest_guesses())
        if count:
            who = "A colleague believes" if count == 1 else f"{count} colleagues believe"
            yield _sign(said, leads), f"{who} that they are {said.a}."


def _asked(one: Behaviour) -> bool:
    return one.how is not How.VOLUNTEERED


def _sign(said: Personality, leads: Personality | None) -> str:
    return "unknown" if leads is None else "for" if said is leads else "against"


def _differ(evidence: Evidence) -> bool:
    said = {one.says for one in evidence.latest_answers()} | {one.says for one in evidence.latest_guesses()}
    return len(said) > 1


def _listed(words: list[str]) -> str:
    counted = {word: words.count(word) for word in words}
    parts = [word if n == 1 else f"{word} ({n} times)" for word, n in counted.items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
