"""Which columns of a survey are questions with scores, what each asks, and where its comment stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from vouch.domain.errors import BadInput
from vouch.importers.base.mapping import Block, Each, From, Mapping
from vouch.importers.surveys.hooks import score

_ITEMS = (
    ("nps", r"\bnps\b|likely.*recommend|would.*recommend"),
    ("csat", r"\bcsat\b|how satisfied|^(customer |overall )?satisfaction"),
    ("ces", r"\bces\b|\beffort\b|how easy"),
    ("expectations", r"met.*expectations"),
)
_MOST = 200


@dataclass(frozen=True)
class Column:
    """A column of answers: its header in the file, the text of the question, and what its cells look like."""

    header: str
    text: str
    numbers: float
    """The share of its filled cells that are whole numbers from 0 to 10; 0 where none is filled."""
    opinion: bool = False
    """The cells are words that somebody wrote."""


def column(header: str, text: str, cells: pl.Series, *, opinion: bool = False) -> Column:
    """What a column of answers looks like."""
    filled = cells.drop_nulls()
    numbers = score(filled).cast(pl.Int64, strict=False)
    good = int((numbers.is_between(0, 10)).sum() or 0)
    return Column(header, " ".join(text.split())[:_MOST], good / len(filled) if len(filled) else 0.0, opinion)


def item_of(text: str) -> str | None:
    """The item a question's text asks for, where its words tell: nps, csat, ces or expectations.

    >>> item_of("How likely is it that you would recommend us to a friend or colleague?")
    'nps'
    """
    return next((item for item, pattern in _ITEMS if re.search(pattern, text, re.IGNORECASE)), None)


def with_questions(mapping: Mapping, scored: Sequence[tuple[Column, str]], every: Sequence[Column]) -> Mapping:
    """The mapping with one answer for each of `scored`, the columns with the item each is read as.

    A comment belongs to the score before it: the first column of words up to the next score. Items are told apart by
    their text where two would be the same. Raises BadInput where there is no score.
    """
    if not scored:
        raise BadInput(
            "no_scores",
            "No question of this survey has answers that are numbers from 0 to 10. Export numbers instead of choice "
            "texts, or say in a mapping which column is the score.",
        )
    order = [each.header for each in every]
    parts: list[Each] = []
    taken: set[str] = set()
    for asked, item in scored:
        named = item if item.casefold() not in taken else asked.text
        taken.add(named.casefold())
        columns = {"score": From.model_validate({"from": [_literal(asked.header)], "read": "score"})}
        comment = _comment(asked, {each.header for each, _ in scored}, every, order)
        if comment is not None:
            columns["comment"] = From.model_validate([_literal(comment.header)])
        parts.append(Each(columns=columns, constants={"item": named}))
    tables = tuple(_asked(block, tuple(parts)) for block in mapping.tables)
    return mapping.model_copy(update={"tables": tables})


def _asked(block: Block, parts: tuple[Each, ...]) -> Block:
    return block.model_copy(update={"each": parts}) if block.to == "survey_answers" else block


def _comment(asked: Column, scored: set[str], every: Sequence[Column], order: list[str]) -> Column | None:
    named = next((each for each in every if each.header.casefold() == f"{asked.header}_text".casefold()), None)
    if named is not None:
        return named
    for each in every[order.index(asked.header) + 1 :]:
        if each.header in scored:
            return None
        if each.opinion:
            return each
    return None


# headers that begin with ~ would be taken as patterns
def _literal(header: str) -> str:
    return f"~^{re.escape(header)}$" if header.startswith("~") else header
