"""Who was taken for whom in a run, a page at a time: what may be the same, what was joined, what is nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vouch.runs.results import FOLDER, MADE, Results, current_results


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """How many pairs may be the same, how many accounts and people are several records, how many facts are nobody's."""

    proposed: int
    joined: int
    nobodys: int


@dataclass(frozen=True)
class Who:
    """What one run found about who is who."""

    results: Results

    def sizes(self) -> Sizes:
        """How much there is of each."""
        (row,) = self.results.rows(
            "select (select count(*) from {proposed}) as proposed, (select count(*) from {joined}) as joined, "
            "(select coalesce(sum(facts), 0)::bigint from {nobodys}) as nobodys"
        )
        return Sizes(**row)

    def proposed(self, *, after: int = 0, limit: int = 20) -> list[dict[str, Any]]:
        """Pairs that may be the same, the likeliest first: place, kind, one, other, reasons, one_facts, other_facts."""
        return self.results.rows(
            "select * from {proposed} where place > $after order by place limit $n", after=after, n=limit
        )

    def joined(self, *, after: int = 0, limit: int = 20) -> list[dict[str, Any]]:
        """Accounts and people that are several records: place, kind, subject, records, how."""
        return self.results.rows(
            "select * from {joined} where place > $after order by place limit $n", after=after, n=limit
        )

    def nobodys(self) -> list[dict[str, Any]]:
        """Facts that are no account's, the most first: fact, system, why, facts."""
        return self.results.rows("select * from {nobodys} order by facts desc, fact, system, why")


def who(data: Path, run: str) -> Who | None:
    """What a run found about who is who; None where that is not kept, or the run is of an older version of Vouch."""
    results = current_results(data, run)
    if results is None or not all((data / FOLDER / run / f"{name}.parquet").exists() for name in MADE):
        return None
    return Who(results)
