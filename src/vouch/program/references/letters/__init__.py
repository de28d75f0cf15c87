"""What is written about a request, its calls, and what came of them: short, with a button that leads to a page and does
nothing when it is opened."""

from __future__ import annotations

from vouch.program.references.letters.afterwards import (
    led_to,
    outcome,
    outcome_draft,
    thanks,
    thanks_draft,
)
from vouch.program.references.letters.buyer import to_the_buyer
from vouch.program.references.letters.colleagues import chain, owners_of, told
from vouch.program.references.letters.desk import decided, due, silent
from vouch.program.references.letters.person import to_person
from vouch.program.references.letters.plain import Words, to_buyer, to_colleague, to_customer
from vouch.program.references.letters.seller import to_seller
from vouch.program.references.letters.whom import buyer_of, person_of, what, zone_of_buyer, zone_of_person

__all__ = [
    "Words", "buyer_of", "chain", "decided", "due", "led_to", "outcome", "outcome_draft", "owners_of", "person_of",
    "silent", "thanks", "thanks_draft", "to_buyer", "to_colleague", "to_customer", "to_person", "to_seller",
    "to_the_buyer",
    "told", "what", "zone_of_buyer", "zone_of_person",
]  # fmt: skip
