"""What does using somebody today cost the rest of the quarter? Prices for requests that come one by one.

The requests that are open and those still expected until the end of the quarter (a type of request, how many of it)
are solved as one linear program; the price of a person is what one more use of them would be worth to all of these (bid
prices: Talluri and van Ryzin 1998). Whoever is asked now is worth it if they are better here by more than that. It
misleads where what comes is nothing like what was expected; therefore prices are made anew with every plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vouch.matching.together.choose import priced
from vouch.matching.together.program import laid, solved
from vouch.matching.together.request import Carrying, Request


def prices(expected: Sequence[Request], carrying: Mapping[str, Carrying], *, load_cost: float) -> dict[str, float]:
    """The price of each person whose remaining uses are wanted by more than can have them, by id; all others are free.

    `expected`: open requests and types of those to come; `how_many` of a type is the number expected.

    >>> from vouch.matching.together.request import Candidate
    >>> star, other = Candidate(person="star", worth=0.9), Candidate(person="other", worth=0.6)
    >>> coming = [Request(id="health", candidates=(star, other), how_many=3.5)]
    >>> {person: round(price, 2) for person, price in prices(coming, {}, load_cost=0.0).items()}
    {'star': 0.3}
    """
    program = laid(sorted(expected, key=lambda one: one.id), carrying, load_cost)
    return priced(program, solved(program, again=True))
