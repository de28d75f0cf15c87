"""Which terms does a member agree to, and what are they asked on joining?

The words of the terms are a page of the portal; a change of what they say is a change of `TERMS`, and members are asked
again.
"""

from __future__ import annotations

TERMS = "2026-11"
"""The version of the terms that joining agrees to."""

PART = {
    "educator": "Showing others how we did it",
    "validator": "Saying plainly what is true, when somebody wants to know",
    "status_seeker": "Being seen for what I have built",
    "collaborator": "Shaping things early, together with others",
}
"""How they like to take part: one of the four personalities, in their own words."""

THANKS = {
    "private": "A word to me in private",
    "public": "A word in public, where my colleagues see it",
    "early": "Something to read or try before others do",
    "introduction": "An introduction to somebody worth knowing",
    "nothing": "Nothing at all; knowing that it helped is enough",
}
"""How they like to be thanked."""

QUESTIONS = {"part": PART, "thanks": THANKS}
