"""On which scale a survey's scores are, where the file only hints at it; and a refusal where it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from vouch.domain.errors import BadInput
from vouch.importers.base.kind import Hooks
from vouch.importers.base.mapping import Block, Mapping
from vouch.importers.base.words import Headers

_RANGE = re.compile(r"\b(\d{1,2})\s*(?:-|–|to|\.\.)\s*(\d{1,3})\b")
_OUT_OF = r"^\d{1,2}(?:\.\d+)?\s*(?:/|out of)\s*(\d{1,3})$"
_ITEM_OF = {(0, 10): "nps", (1, 5): "csat", (1, 7): "ces"}


def score(cells: pl.Series) -> pl.Series:
    """The score in a cell like '4/5', '9 - Very likely' or 'Extremely likely - 10'; other cells as they are.

    >>> score(pl.Series(["4/5", "9 - Very likely", "Extremely likely - 10", "7", "soon"])).to_list()
    ['4', '9', '10', '7', 'soon']
    """
    bare = cells.str.replace(r"^(\d{1,2}(?:\.\d+)?)\s*(?:/|out of)\s*\d{1,3}$", "$1")
    return bare.str.replace(r"^(\d{1,2})\s*(?:-|–|:|\()\s*\D.*$", "$1").str.replace(r"^\D+\s[-–]\s(\d{1,2})$", "$1")


def adapted(mapping: Mapping, headers: Sequence[str], sample: pl.DataFrame) -> Mapping:
    """The mapping with the scale that a header ('Rating (1-5)') or the cells ('4/5') name, and the item it follows.

    Raises BadInput when a column of scores names no item and its numbers do not tell which it is.
    """
    found = Headers(headers)
    blocks: list[Block] = []
    for block in mapping.blocks:
        names = [name for each in block.columns["score"].source if (name := found.find(each))] if _scored(block) else []
        if not names or names[0] not in sample.columns:
            blocks.append(block)
            continue
        header, told = names[0], bool({"scale_low", "scale_high"} & {*block.constants, *block.columns})
        scale = None if told else _scale(header, sample[header])
        constants = dict(block.constants)
        if scale:
            constants |= {"scale_low": scale[0], "scale_high": scale[1]}
        spec = block.columns.get("item")
        unnamed = "item" not in constants and not (spec and any(map(found.find, spec.source)))
        taken = {n for b in blocks if _scored(b) for each in b.columns["score"].source if (n := found.find(each))}
        if unnamed and header in taken:
            continue
        if unnamed:
            constants["item"] = _ITEM_OF.get(scale or (-1, -1)) or _item(header, sample[header])
        blocks.append(block.model_copy(update={"constants": constants}))
    return mapping.model_copy(update={"tables": tuple(blocks)})


def _scored(block: Block) -> bool:
    return block.to == "survey_answers" and "score" in block.columns


def _scale(header: str, cells: pl.Series) -> tuple[int, int] | None:
    named = _RANGE.search(header)
    if named and int(named[1]) < int(named[2]):
        return int(named[1]), int(named[2])
    ends = cells.str.extract(_OUT_OF).drop_nulls().unique().sort().to_list()
    if len(ends) > 1:
        raise BadInput(
            "mixed_scales",
            f"The column '{header}' has scores out of {' and out of '.join(ends)}: two scales in one column. "
            "Import them apart.",
            column=header,
        )
    return (0 if int(ends[0]) == 10 else 1, int(ends[0])) if ends else None


def _item(header: str, cells: pl.Series) -> str:
    numbers = score(cells).cast(pl.Float64, strict=False).drop_nulls()
    least, most = numbers.min(), numbers.max()
    if isinstance(least, float) and isinstance(most, float) and least >= 0 and most <= 10 and (most > 5 or least < 1):
        return "nps"
    seen = f"between {least:g} and {most:g}" if isinstance(least, float) and isinstance(most, float) else "missing"
    raise BadInput(
        "unknown_scale",
        f"The scores in the column '{header}' are {seen}, and nothing says whether they are NPS (0 to 10), CSAT "
        "(1 to 5) or another item. Name the column so (NPS, CSAT), or say item, scale_low and scale_high in a mapping.",
        column=header,
    )


HOOKS = Hooks(conversions={"score": score}, adapt=adapted)
