"""Do sources still speak, is what they said placed, and does it wait for somebody to say who is who?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.program.findings.queries import current_run
from vouch.runs import kept
from vouch.runs.doctor.finding import Finding, Weight

OLD = dt.timedelta(days=2)
"""Placements that nobody renewed for longer than this are old: evidence fades by the day."""


def found(data: Path, policy: Policy, now: dt.datetime) -> Iterator[Finding]:
    """Feeds that stopped, imports that are not placed, placements that are old, records that nobody settled."""
    batches = kept.batches(data)
    for source in kept.sources(
        batches,
        today=now.astimezone(policy.zone).date(),
        zone=policy.zone,
        feed_stopped_after_days=policy.at_risk.usage.feed_stopped_after_days,
    ):
        if source.stopped:
            usual = f", which came every {_days(source.rhythm)}," if source.rhythm else ""
            table = source.table.replace("_", " ")
            yield Finding(
                code="feed_stopped",
                what=f"{source.system} {source.table}",
                weight=Weight.WRONG,
                sentence=f"The last of {table} from {source.system}{usual} is {source.days_ago} days old; what "
                "followed is unknown, and read as unknown.",
                mend="vouch import FILE",
                figures={"days": source.days_ago, "rhythm": source.rhythm or 0},
            )
    run = current_run()
    if run is None:
        if batches:
            yield Finding(
                code="never_placed",
                what="placements",
                weight=Weight.WRONG,
                sentence=f"{_files(len(batches))} came, and nobody was placed yet.",
                mend="vouch worker --once --place",
                figures={"batches": len(batches)},
            )
        return
    read_at = run.facts_read_at or dt.datetime.min.replace(tzinfo=dt.UTC)
    new = [batch for batch in batches if batch.imported_at > read_at]
    if new:
        yield Finding(
            code="not_placed",
            what="placements",
            weight=Weight.WRONG,
            sentence=f"{_files(len(new))} came since everybody was placed: what they say counts for nobody yet.",
            mend="vouch worker --once --place",
            figures={"batches": len(new)},
        )
    if now - run.finished_at > OLD:
        days = (now - run.finished_at).days
        yield Finding(
            code="placements_old",
            what="placements",
            weight=Weight.WRONG,
            sentence=f"Everybody was last placed {days} days ago; evidence fades by the day.",
            mend="vouch worker",
            figures={"days": days},
        )
    yield from _unsettled(data, run.pk)


def _unsettled(data: Path, run: str) -> Iterator[Finding]:
    seen = kept.who(data, run)
    sizes = seen.sizes() if seen else kept.Sizes(proposed=0, joined=0, nobodys=0)
    if sizes.proposed:
        yield Finding(
            code="unsettled",
            what="identity",
            weight=Weight.KNOW,
            sentence=f"{sizes.proposed:,} pair{'s' if sizes.proposed != 1 else ''} of records may be the same account "
            "or person, and nobody has said yet.",
            mend="vouch identity",
            figures={"pairs": sizes.proposed},
        )
    if sizes.nobodys:
        yield Finding(
            code="nobodys",
            what="identity",
            weight=Weight.KNOW,
            sentence=f"{sizes.nobodys:,} facts name nobody that Vouch knows, and count for no account.",
            mend="vouch identity",
            figures={"facts": sizes.nobodys},
        )


def _days(count: int) -> str:
    return "day" if count == 1 else f"{count} days"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
