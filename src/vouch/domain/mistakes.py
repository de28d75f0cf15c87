"""What is wrong with a file of settings (a policy, a mapping), in one plain sentence for each place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

_WORDS = {
    "float": "this must be a number",
    "int": "this must be a whole number",
    "string": "this must be text, in quotes",
    "bool": "this must be true or false",
    "date": "this must be a date like 2025-01-31",
    "model": "this must be a section with keys of its own",
    "dict": "this must be a section with keys of its own",
    "tuple": "this must be a list, in square brackets",
    "too": "this must not be empty",
}
_FORMS = {
    r"\S": "this must not be empty",
    "^[A-Z]{3}$": "this must be three capital letters, like EUR",
    "^[a-z][a-z0-9_-]{0,39}$": "this must be small letters, digits, - and _, and begin with a letter",
}
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def sentences(errors: Iterable[ErrorDetails], model: type[BaseModel], what: str) -> list[str]:
    """One sentence for each mistake; `what` is the thing the keys belong to.

    Where several readings of a value failed, the first says why; a list is not called empty for its wrong parts.
    """
    told: dict[str, str] = {}
    inside: set[Any] = {error["loc"][0] for error in errors if len(error["loc"]) > 1}
    for error in errors:
        if not (error["type"] == "too_short" and error["loc"][0] in inside):
            where, keys = _place(model, error["loc"])
            told.setdefault(where, _sentence(error, where or what, keys, what))
    return list(told.values())


def hint(word: str, known: Iterable[str]) -> str:
    """The nearest of the words that are known, else all of them."""
    every = list(known)
    nearest = difflib.get_close_matches(word, every, n=1, cutoff=0.5)
    return f"; did you mean {nearest[0]}?" if nearest else f"; it has {', '.join(every)}" if every else ""


def _sentence(error: ErrorDetails, where: str, keys: Sequence[str], what: str) -> str:
    if error["type"] == "extra_forbidden":
        return f"{where} is not a key of the {what}{hint(where.rsplit('.', 1)[-1], keys)}"
    if error["type"] == "missing":
        return f"{where} is missing"
    given = error.get("input")
    return f"{where}: {_why(error)}" + ("" if isinstance(given, dict | BaseModel) else f" (it says {_shown(given)})")


def _why(error: ErrorDetails) -> str:
    limits = error.get("ctx", {})
    for limit, words in _BOUNDS.items():
        if limit in limits:
            return f"this must be {words} {limits[limit]:g}"
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if "expected" in limits:
        return f"this must be {limits['expected']}"
    if "pattern" in limits:
        return _FORMS.get(limits["pattern"], f"this must look like {limits['pattern']}")
    message = error["msg"]
    return _WORDS.get(error["type"].split("_", 1)[0].removesuffix("time"), message[:1].lower() + message[1:])


def _shown(given: Any) -> str:
    if isinstance(given, bool):
        return str(given).lower()
    return given.isoformat() if isinstance(given, date) else repr(given)


# the keys on the way down to a mistake, as the file writes them, and those there are where it was made
def _place(model: type[BaseModel], loc: Sequence[Any]) -> tuple[str, list[str]]:
    parts: list[str] = []
    within: type[BaseModel] | None = model
    named = False  # a section whose keys are names of the writer's own
    keys: list[str] = []
    for part in loc:
        if isinstance(part, int):
            parts[-1:] = [f"{parts[-1]} {part + 1}"] if parts else []
            continue
        if set(part) & set("-[(") and not named:  # the reading that was tried, not a key
            continue
        if within is None and not named:
            break
        parts.append(part)
        if named:
            named = False
            continue
        assert within is not None
        fields = {field.alias or name: field for name, field in within.model_fields.items()}
        keys = list(fields)
        annotation = fields[part].annotation if part in fields else None
        named = get_origin(annotation) is dict
        within = _model(annotation)
    return ".".join(parts), keys


def _model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model(part))), None)
