"""What is missing to move up, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vouch.domain.stages import Gate

WHAT = {
    Gate.PROMISES_KEPT: "one promise or goal known to be kept",
    Gate.SERVICE: "one word on how service went",
    Gate.ATTITUDE: "one recent answer or word from somebody there",
    Gate.EXCEEDS_EXPECTATIONS: "one measured result with sign-off",
    Gate.PATRONAGE: "one renewal or expansion",
    Gate.ACTS: "one act of advocacy",
}


def missing_word(gate: str, due_on: date | None) -> str:
    """What would let a gate be met.

    >>> missing_word("patronage", date(2027, 3, 1))
    'first renewal, due 2027-03-01'
    """
    if gate == Gate.PATRONAGE and due_on is not None:
        return f"first renewal, due {due_on.isoformat()}"
    return WHAT[Gate(gate)]


def missing_words(gates: Sequence[str], due_on: date | None) -> list[str]:
    """Each missing gate with what would let it be met.

    >>> missing_words(["exceeds_expectations"], None)
    ['exceeds_expectations: one measured result with sign-off']
    """
    return [f"{gate}: {missing_word(gate, due_on)}" for gate in gates]
