"""SurveyMonkey exports: two lines of headers, questions by their text, and people by e-mail or custom data."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from vouch.importers.base.kind import Hooks
from vouch.importers.base.mapping import Block, From, Mapping
from vouch.importers.base.words import Headers, plain
from vouch.importers.surveys.hooks import score
from vouch.importers.surveys.qualtrics import contact_id
from vouch.importers.surveys.questions import Column, column, item_of, with_questions

_ABOUT = {
    plain(name)
    for name in (
        "Respondent ID", "Collector ID", "Start Date", "End Date", "Date Created", "Date Modified", "IP Address",
        "Email Address", "First Name", "Last Name", "Custom Data 1", "Custom Data 2", "Custom Data 3", "Custom Data 4",
        "Custom Data 5", "Custom Data 6", "Survey", "Survey Title", "Language",
    )
}  # fmt: skip
_LABELS = {"", "response", "openendedresponse"}
_CUSTOM = "Custom Data 1"
_MAIL = re.compile(r"e-?mail", re.IGNORECASE)


def no_mail(cells: pl.Series) -> pl.Series:
    """Ids among the cells of custom data: an e-mail address there is none."""
    return contact_id(cells.set(cells.str.contains("@", literal=True).fill_null(False), None))


def mail(cells: pl.Series) -> pl.Series:
    """Cells that could be e-mail addresses: custom data may hold an id beside them, and people write what they like."""
    return cells.set(~cells.str.contains("@", literal=True).fill_null(False), None)


def adapted(mapping: Mapping, headers: Sequence[str], sample: pl.DataFrame) -> Mapping:
    """The mapping with the second line of headers, the questions that have scores, and where the e-mail stands.

    Raises BadInput where no question has scores.
    """
    found = Headers(headers)
    labels = _labels(found, sample)
    answers = sample.slice(1 if labels is not None else 0)
    asked = _questions(headers, labels or {}, answers)
    every, scored = [each for each, _ in asked], [(each, item) for each, item in asked if item]
    rows = mapping.rows.model_copy(update={"after_header": 0 if labels is None else 1})
    mails = _mails(found, every, answers)
    tables = tuple(_reached(block, mails) for block in mapping.tables)
    return with_questions(mapping.model_copy(update={"rows": rows, "tables": tables}), scored, every)


# the second line says nothing of the respondent, and what each column of answers is
def _labels(found: Headers, sample: pl.DataFrame) -> dict[str, str] | None:
    respondent = found.find("Respondent ID")
    if not len(sample) or respondent is None or sample[respondent][0] is not None:
        return None
    return {name: cell for name, cell in sample.row(0, named=True).items() if cell}


def _questions(
    headers: Sequence[str], labels: dict[str, str], answers: pl.DataFrame
) -> list[tuple[Column, str | None]]:
    every: list[tuple[Column, str | None]] = []
    question = ""
    for place, name in enumerate(headers, start=1):
        if plain(name) in _ABOUT or name not in answers.columns:
            continue
        # a question of several columns is written over the first of them
        question = question if name == f"column {place}" else name
        label = labels.get(name, "")
        whole = plain(label) in _LABELS
        text = question if whole else f"{question.rstrip(' :')}: {label}"
        told = column(name, text, answers[name], opinion=plain(label) == "openendedresponse")
        every.append((told, _item(told, item_of(question) if whole else None)))
    return every


# one line of a question with several goes by its own words, and policy says what they mean
def _item(each: Column, named: str | None) -> str | None:
    if each.opinion:
        return None
    return named if named and each.numbers > 0.5 else each.text if each.numbers == 1 else None


# the address of who was written to, else what the sender put beside it, else what the respondent wrote
def _mails(found: Headers, every: Sequence[Column], answers: pl.DataFrame) -> list[str]:
    custom = found.find(_CUSTOM)
    asked = [each.header for each in every if _MAIL.search(each.text) and _holds_mail(answers[each.header])]
    beside = [custom] if custom is not None and _holds_mail(answers[custom]) else []
    return [name for name in (found.find("Email Address"), *beside, *asked) if name is not None]


def _holds_mail(cells: pl.Series) -> bool:
    return bool(cells.str.contains("@", literal=True).any())


def _reached(block: Block, mails: list[str]) -> Block:
    if not mails:
        return block
    spec = From.model_validate({"from": mails, "read": "mail"} if len(mails) > 1 else mails)
    return block.model_copy(update={"columns": {**block.columns, "email": spec}})


SURVEYMONKEY = Hooks(conversions={"score": score, "no_mail": no_mail, "mail": mail}, adapt=adapted)
