"""Takes a person out of the lake for good, and keeps them from coming back with the next file.

Their own facts go; where others speak of them, the words go. What stays is a keyed hash of their ids, addresses and
names, from which nobody can read who they were.
"""

from __future__ import annotations

from vouch.lake.erasure.about import About, about, not_read_about
from vouch.lake.erasure.act import Erased, erase, sift
from vouch.lake.erasure.person import Person, called, known_person
from vouch.lake.erasure.sieve import Sieve
from vouch.lake.erasure.suppression import FILES, Suppression

__all__ = [
    "FILES",
    "About",
    "Erased",
    "Person",
    "Sieve",
    "Suppression",
    "about",
    "called",
    "erase",
    "known_person",
    "not_read_about",
    "sift",
]
