"""One refresh: everything placed as of now and of the month ends before, and published at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from vouch.domain.policy import Policy
from vouch.insight.calendar import month_ends
from vouch.lake.engines import DuckDB, chosen
from vouch.lake.erasure import Suppression
from vouch.lake.store import Lake
from vouch.program.asks.queries.own import own_keys
from vouch.program.findings import actions as findings
from vouch.program.findings.rows import RunRow
from vouch.program.people.actions import put, ready
from vouch.program.people.identity.queries import settled
from vouch.program.people.writing import alone
from vouch.runs import results
from vouch.runs.carry import carry
from vouch.runs.place.again import open_again
from vouch.runs.place.meanwhile import erased_meanwhile
from vouch.runs.place.run import Run, open_run, today
from vouch.runs.refresh import asking, rows
from vouch.runs.renew import renew
from vouch.runs.settled import snapshot

MONTHS = 24


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the run, its day, how many customers stand where, and what could not be renewed after it."""

    run: str
    as_of: date
    counts: dict[str, Any]
    broken: tuple[str, ...] = ()
    anew: str = ""
    """For whom placements were worked out anew, in words."""


def refresh(
    data: Path,
    policy: Policy,
    *,
    as_of: date | None = None,
    door: str = "worker",
    months: int = MONTHS,
    then: Callable[[Path, Policy, date], tuple[str, ...]] = renew,
) -> Refreshed:
    """Places everyone as of a day (today where none is given) and the ends of months before, and publishes it.

    Readers see the old placements or the new ones, never a mixture. The same facts, policy and day publish the same.
    What is worked out from placements (`then`) follows once they stand.

    Raises Conflict where somebody was erased meanwhile: what was read before would bring them back.
    """
    started = datetime.now(UTC)
    listed = Suppression.of(data).digest
    carry(data, policy)
    snapshot(data, settled())
    days = month_ends(as_of or today(policy), months + 1)
    engine = chosen(settings.VOUCH_ENGINE, settings.VOUCH_SPARK_MASTER)
    own_engine = engine.dialect == DuckDB.dialect
    with open_again(data, days, policy) if own_engine else open_run(data, days, policy, engine=engine) as run:
        results.write(run, data)
        if Suppression.of(data).digest != listed:
            results.drop(run.id, data)
            raise erased_meanwhile()
        counts = _counts(run)
        batches = Lake(data).batches()
        own = own_keys()
        who = ready(run=run.id, owners=rows.owners(run), accounts=rows.accounts(run), contacts=rows.contacts(run))
        stands = findings.ready(
            rows.placements(run),
            circumstances=asking.circumstances(run),
            deeds=asking.deeds(run, own),
            approaches=asking.approaches(run, own),
        )
        with transaction.atomic():
            alone()  # erasing lists first and then forgets rows: from here on it waits for this transaction
            if Suppression.of(data).digest != listed:
                raise erased_meanwhile()
            put(who)
            findings.publish(
                run=RunRow(
                    id=run.id,
                    as_of=run.as_of,
                    policy=policy.version,
                    started_at=started,
                    finished_at=datetime.now(UTC),
                    facts_read_at=max((batch.imported_at for batch in batches), default=None),
                    coverage=counts["coverage"],
                    counts=counts,
                ),
                placements=stands,
                door=door,
            )
        done, anew = (run.id, run.as_of), run.how
    return Refreshed(*done, counts, then(data, policy, done[1]), anew)


def _counts(run: Run) -> dict[str, Any]:
    """What a page's first sentence needs, and who was not placed."""
    of = run.as_of
    stages = run.rows("select stage, count(*) as n from {accounts} where as_of = $of group by 1 order by 1", of=of)
    standing = run.rows('select "is", count(*) as n from {standing} where as_of = $of group by 1 order by 1', of=of)
    stands = {row["is"]: row["n"] for row in standing}
    (known,) = run.rows("select avg(coverage) as coverage, count(*) as n from {accounts} where as_of = $of", of=of)
    (people,) = run.rows("select count(*) as n from {contacts} where as_of = $of", of=of)
    (everyone,) = run.rows("select count(distinct contact) as n from {people_records}")
    return {
        "customers": known["n"],
        "by_stage": {row["stage"]: row["n"] for row in stages},
        "former": stands.get("former", 0),
        "not_customers": stands.get("not", 0),
        "people": people["n"],
        "people_elsewhere": everyone["n"] - people["n"],
        "coverage": known["coverage"],
    }
