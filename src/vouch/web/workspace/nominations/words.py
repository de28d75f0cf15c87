"""The words of nominations: where one stands, what people are to each other, what somebody may be like."""

from __future__ import annotations

from vouch.domain.policy import Policy

STATES = {
    "draft": ("unknown", "A draft; only you see it"),
    "new": ("unknown", "Waits to be looked at"),
    "in_progress": ("unknown", "Somebody looks into it"),
    "approved": ("for", "Approved"),
    "not_approved": ("neither", "Not approved"),
}
"""The sign and the words of each state."""

TEAMS = [("", "none of these"), *((word, word) for word in ("sales", "service", "support", "product", "management"))]

RELATIONS = [
    ("work", "only work"),
    ("friend", "we are friends"),
    ("relative", "we are relatives"),
    ("money", "money or a business of our own ties us"),
]

GUESSES = [
    ("", "no guess"),
    ("educator", "Educator: likes to explain and to help"),
    ("validator", "Validator: fair, exact, stands by what is so"),
    ("status_seeker", "Status seeker: likes to speak and to be seen"),
    ("collaborator", "Collaborator: thinks along, in small circles"),
]


def traits(names: list[str], policy: Policy) -> list[str]:
    """These traits in words; one that policy no longer has is left out."""
    return [policy.traits[name].words for name in names if name in policy.traits]


def judged(policy: Policy) -> list[tuple[str, str]]:
    """The traits that people judge, to choose from."""
    return [(name, trait.words) for name, trait in policy.traits.items() if trait.judged]
