"""What do the usage feeds say? The platform's own in Parquet until yesterday, and a kiosk vendor's CSV that stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import polars as pl

from vouch.runs.demo.exports.sheet import Sheet
from vouch.runs.demo.lives.events import Use
from vouch.runs.demo.lives.life import Life

MAPPING = """# The kiosk vendor's export of gate check-ins: a feed of its own, so its silence is not theirs.
name = "gate-kiosk"
title = "Gate kiosk check-ins"
system = "gate-kiosk"

[recognise]
all = ["Kiosk", "Customer ref", "Moment", "Trucks checked in"]

[[table]]
to = "usage"

[table.columns]
account_id = "Customer ref"
happened_at = "Moment"
quantity = "Trucks checked in"

[table.constants]
event = "trucks checked in"
"""

_COLUMNS = {
    "account_id": pl.String(), "happened_at": pl.Datetime("us"), "event": pl.String(), "quantity": pl.Float64(),
}  # fmt: skip
_EVENTS = ("trucks booked", "slots moved", "gates opened", "reports read", "carriers invited")
"""What is done with the platform; a company does the first few of these, by turns."""
_FLUSH = 250_000
_WEEK = (1.0, 1.06, 1.04, 1.0, 0.9)


def span(accounts: int) -> tuple[int, int]:
    """How far the feeds reach back, in days, and how many working days a row sums up: bounded for large samples.

    >>> span(200), span(50_000)
    ((455, 1), (240, 5))
    """
    if accounts <= 1_000:
        return 455, 1
    return (455, 5) if accounts <= 10_000 else (240, 5)


class Usage:
    """Both feeds, written life by life."""

    def __init__(self, folder: Path, stack: ExitStack, today: date, accounts: int, rng: Random) -> None:
        self._days, self._step = span(accounts)
        self._today = today
        self._stopped = today - timedelta(days=rng.randint(72, 110))
        self._path = folder / "usage" / "platform_usage.parquet"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._kiosk = Sheet(
            folder, "kiosk/checkins.csv", ("Kiosk", "Customer ref", "Moment", "Trucks checked in"), stack
        )
        (folder / "kiosk" / "gate-kiosk.toml").write_text(MAPPING, encoding="utf-8")
        self._held: tuple[list[str], list[datetime], list[str], list[float]] = ([], [], [], [])
        self._frames: list[pl.DataFrame] = []

    def write(self, life: Life) -> None:
        """One company's working days, or weeks."""
        use, company = life.use, life.company
        if not use or not company.since:
            return
        moment = time(15 + company.number % 5, 12)
        counted = self._booked(life, use, company.since)
        if use.feed != "platform":
            name = f"{company.city} {1 + company.number % 3}"
            for day, trucks in counted:
                self._kiosk.add({
                    "Kiosk": name, "Customer ref": company.id, "Moment": datetime.combine(day, moment),
                    "Trucks checked in": trucks,
                })  # fmt: skip
            return
        ids, moments, events, sums = self._held
        ways = 1 + company.number % len(_EVENTS)
        for day, trucks in counted:
            ids.append(company.id)
            moments.append(datetime.combine(day, moment))
            events.append(_EVENTS[(day - date.min).days // self._step % ways])
            sums.append(float(trucks))
        if len(ids) >= _FLUSH:
            self._pack()

    def _booked(self, life: Life, use: Use, since: date) -> Iterator[tuple[date, int]]:
        """Each day of the feed with its trucks: every working day, or each Friday for its week."""
        ended = life.contract.ended if life.contract else None
        last = min(self._stopped if use.feed != "platform" else self._today, ended or self._today)
        day = max(since, self._today - timedelta(days=self._days))
        weekly, random = self._step > 1, life.rng.random
        if weekly:
            day += timedelta(days=(4 - day.weekday()) % 7)
        while day < last:
            if (weekday := day.weekday()) < 5:
                usual = use.daily * use.growth ** ((day - self._today).days / 365)
                if use.drop_from and day >= use.drop_from:
                    usual *= use.drop
                noise = 0.97 + 0.06 * random() if weekly else 0.92 + 0.16 * random()
                yield day, round(usual * noise * (5 if weekly else _WEEK[weekday]))
            day += timedelta(days=7 if weekly else 1)

    def _pack(self) -> None:
        """Turn what is held as Python objects into columns, which are a tenth of the size."""
        ids, moments, events, sums = self._held
        told = {"account_id": ids, "happened_at": moments, "event": events, "quantity": sums}
        held = pl.DataFrame(told, schema=_COLUMNS)
        self._frames.append(held.with_columns(pl.col("happened_at").dt.replace_time_zone("UTC")))
        self._held = ([], [], [], [])

    def finish(self) -> dict[str, int]:
        """Write the platform's feed. Returns the rows of both feeds by file."""
        self._pack()
        rows = pl.concat(self._frames)
        rows.write_parquet(self._path)
        return {"usage/platform_usage.parquet": rows.height, self._kiosk.name: self._kiosk.rows}
