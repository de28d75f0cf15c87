"""Which of the four personalities is somebody, how well is it known, and how many of each are there?"""

from __future__ import annotations

from vouch.insight.personality.belief import Belief, believe
from vouch.insight.personality.chances import Chances, usual
from vouch.insight.personality.evidence import Answer, Behaviour, Evidence, Guess, How
from vouch.insight.personality.learned import learned
from vouch.insight.personality.posterior import posterior
from vouch.insight.personality.prevalence import Group, Person, prevalence
from vouch.insight.personality.prior import dirichlet_multinomial, prior

__all__ = [
    "Answer",
    "Behaviour",
    "Belief",
    "Chances",
    "Evidence",
    "Group",
    "Guess",
    "How",
    "Person",
    "believe",
    "dirichlet_multinomial",
    "learned",
    "posterior",
    "prevalence",
    "prior",
    "usual",
]
