"""One page of figures for executives, each with what it means, as a PDF. Made by typst: fonts inside, nothing fetched.

All words reach typst as data, never as markup: a customer called `#import` is printed as that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources

import typst


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: the number as it is read, what it counts, its range or n, and how it is defined."""

    number: str
    says: str
    range: str = ""
    means: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole page. `stages`: each stage in words with its count, lowest first; `led_to`: what acts led to."""

    company: str
    title: str
    answer: str
    figures: Sequence[Figure]
    stages: Sequence[tuple[str, int]]
    led_to: Sequence[str]
    cautions: Sequence[str]
    foot: str


def pdf(page: Page) -> bytes:
    """The page as PDF, A4. The same page gives the same bytes."""
    source = resources.files("vouch.reports.quarter").joinpath("page.typ").read_bytes()
    made = typst.compile(source, format="pdf", sys_inputs={"page": json.dumps(asdict(page))})
    assert isinstance(made, bytes)
    return made
