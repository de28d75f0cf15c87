"""What can go wrong, in two families that are never mixed.

    VouchError
    ├── Refusal                 yours: we understood, and the answer is no (exit 2, HTTP 4xx)
    │   ├── BadInput            a file, a cell, an argument that cannot be what it claims
    │   │   └── BadPolicy       a policy file with mistakes, one sentence each
    │   ├── NotFound            nothing goes by that name or id
    │   ├── Ambiguous           several things do
    │   ├── NotAllowed          a person may not do this; says who may
    │   ├── Conflict            somebody else is doing it now, or did it first
    │   └── TooOften            once more, later; says when
    └── Fault                   ours: a promise of the code was broken (exit 1, HTTP 500)

A refusal carries a code for machines, data for doors that render it, and one full sentence that says what
happened and how to mend it. Each door shows it in its own voice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class VouchError(Exception):
    """Anything Vouch raises on purpose."""


class Refusal(VouchError):
    """We understood, and the answer is no; the sentence says why and who can change it.

    >>> Refusal("no_such_file", "There is no file orders.csv.", file="orders.csv").code
    'no_such_file'
    """

    def __init__(self, code: str, sentence: str, **data: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.data: Mapping[str, Any] = data


class BadInput(Refusal):
    """A file, a cell or an argument that cannot be what it claims to be."""


class BadPolicy(BadInput):
    """A policy file with mistakes; `mistakes` holds one sentence for each."""

    def __init__(self, sentence: str, mistakes: Sequence[str], **data: Any) -> None:
        super().__init__("bad_policy", sentence, mistakes=list(mistakes), **data)
        self.mistakes = list(mistakes)


class NotFound(Refusal):
    """Nothing goes by that name or id."""


class Ambiguous(Refusal):
    """Several things go by that name; the sentence lists them."""


class NotAllowed(Refusal):
    """This person may not do this; the sentence says who may."""


class Conflict(Refusal):
    """Somebody else is doing it now, or did it first."""


class TooOften(Refusal):
    """This was done too often in too short a time; `wait` is after how many seconds it can be done again.

    >>> TooOften("looks", "Again at 10:30.", wait=90).wait
    90
    """

    def __init__(self, code: str, sentence: str, *, wait: int, **data: Any) -> None:
        super().__init__(code, sentence, wait=wait, **data)
        self.wait = wait


class Fault(VouchError):
    """A promise of our own code was broken: a bug, never the user's doing."""
