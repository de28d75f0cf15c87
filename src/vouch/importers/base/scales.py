"""Whether the scores of a survey are on one scale, and on the one they claim."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.importers.base.build import Built, Missed
from vouch.importers.base.cells.reading import kept

_ENOUGH = 8


def within(built: Built, policy: Policy, header: str) -> Built:
    """Answers without the scores that cannot be: beyond the scale of their item, or on one that ends before it begins.

    Those that speak for another scale stay, for `Scales` to refuse the file.
    """
    own = built.own
    kinds = [policy.surveys.items.get(" ".join((item or "").lower().split())) for item in own["item"].to_list()]
    meant = [policy.surveys.scales[kind] if kind else (None, None) for kind in kinds]
    low = own["scale_low"].fill_null(pl.Series([least for least, _ in meant], dtype=pl.Float64))
    high = own["scale_high"].fill_null(pl.Series([most for _, most in meant], dtype=pl.Float64))
    other = own["scale_high"].is_null() & (high < 10) & own["score"].is_between(0, 10)
    beyond = ((own["score"] < low) | (own["score"] > high) | (low >= high)) & ~other
    if not beyond.any():
        return built
    missed: list[Missed] = []
    for at in beyond.arg_true().to_list():
        reason = f"this is not on its scale of {low[at]:g} to {high[at]:g}; the row was kept without it"
        missed.append((int(built.places[at]), header, reason, f"{own['score'][at]:g}"))
    own = own.with_columns(kept(own["score"], ~beyond.fill_null(False)).alias("score"))
    return Built(own, built.places, built.met, [*built.missed, *missed])


@dataclass
class Scales:
    """Watches the answers of a file go by, and refuses the file when they cannot be trusted."""

    policy: Policy
    file: str
    _seen: dict[tuple[str, str], tuple[float, float, int]] = field(default_factory=dict)

    def see(self, answers: pl.DataFrame) -> None:
        """Takes more answers.

        Raises BadInput for scores of 0 to 10 among those of a shorter scale.
        """
        scored = answers.filter(pl.col("score").is_not_null() & pl.col("scale_high").is_null())
        for item in scored["item"].unique().to_list():
            kind = self.policy.surveys.items.get(" ".join(item.lower().split()))
            if kind is None:
                continue
            low, high = self.policy.surveys.scales[kind]
            here = scored.filter(pl.col("item") == item)
            beyond = here.filter((pl.col("score") > high) | (pl.col("score") < low))
            if len(beyond) and high < 10 and beyond["score"].is_between(0, 10).any():
                first = beyond.filter(pl.col("score").is_between(0, 10)).row(0, named=True)
                self._refuse(item, low, high, first["score"], first["row"])
            for survey, least, most, number in (
                here.group_by("survey").agg(
                    pl.col("score").min().alias("least"), pl.col("score").max().alias("most"), pl.len().alias("n")
                )
            ).iter_rows():
                old = self._seen.get((item, survey or ""), (least, most, 0))
                self._seen[item, survey or ""] = (min(old[0], least), max(old[1], most), old[2] + number)

    def judge(self) -> None:
        """The file has ended.

        Raises BadInput when surveys under one item are on different scales.
        """
        for item in {item for item, _ in self._seen}:
            surveys = {survey: seen for (name, survey), seen in self._seen.items() if name == item}
            short = [s for s, (low, high, n) in surveys.items() if low >= 1 and high <= 5 and n >= _ENOUGH]
            long = [s for s, (low, high, _) in surveys.items() if high > 5]
            if short and long:
                raise BadInput(
                    "mixed_scales",
                    f"{self.file}: the answers to '{item}' go from 1 to 5 in '{short[0]}' and up to 10 in '{long[0]}': "
                    "two scales in one column. Say scale_low and scale_high for each, or import them apart.",
                    file=self.file,
                    item=item,
                )

    def _refuse(self, item: str, low: float, high: float, score: float, row: int) -> None:
        raise BadInput(
            "wrong_scale",
            f"{self.file}: '{item}' goes from {low:g} to {high:g}, but row {row} says {score:g}: scores on two scales "
            "in one column, or the wrong scale. Say scale_low and scale_high in the file or a mapping, or import them "
            "apart.",
            file=self.file,
            row=row,
            item=item,
        )
