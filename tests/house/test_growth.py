"""The chart of growth is drawn from the table that the docs keep, and a size has one figure in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tools.bench import growth

ONE = growth.Grown(
    accounts=5_000, events=1_000_000, seconds=9.5, processor_seconds=8.25, peak_mb=900, cores=2, load=0.5
)


def test_a_size_that_is_measured_again_takes_the_place_of_the_older_figure(tmp_path: Path) -> None:
    table = tmp_path / "growth.csv"
    assert growth.read(table) == []
    large = replace(ONE, events=10_000_000)
    for one in (large, ONE, again := replace(ONE, seconds=7.0)):
        growth.keep(one, table)
    assert growth.read(table) == [again, large]


def test_the_picture_shows_every_figure_of_the_table(tmp_path: Path) -> None:
    growth.draw(growth.read(), picture := tmp_path / "growth.svg")
    drawn = picture.read_text(encoding="utf-8")
    assert drawn == growth.PICTURE.read_text(encoding="utf-8")
    for row in growth.read():
        assert f"{row.peak_mb:,}" in drawn
