"""`vouch explain`: why one customer stands where it stands."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, AsOf, DataFolder, day, policy_of, shown
from vouch.domain.stages import Gate, Stage

SIGNS = {"met": "+", "contradicted": "-", "unknown": "?", "not_yet_possible": "…"}


def explain(
    name_or_id: Annotated[
        str, typer.Argument(metavar="NAME_OR_ID", help="A name, a source's id, or an e-mail address.")
    ],
    data: DataFolder = DEFAULT_FOLDER,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Say why one account or person stands where they stand."""
    from vouch.runs.explain import explain as explained
    from vouch.runs.place import open_run
    from vouch.runs.place.answers import header
    from vouch.runs.place.run import today

    policy = policy_of(data)
    with open_run(data, [day(as_of) if as_of else today(policy)], policy) as run:
        row = explained(run, name_or_id)
        if as_json:
            told = header(run) | row["json"] | {"why": row["why"]}
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
            return
        _tell(row, header(run), policy.confidence.word(row["confidence"]))


def _tell(row: dict[str, Any], head: dict[str, str], confidence: str) -> None:
    from vouch.runs.explain.why import STATES

    console = Console(highlight=False)
    flags = [flag.replace("_", " ") for flag in row["json"]["flags"]]
    stage = Stage(row["stage"]).words
    between = f"at least {Stage(row['at_least']).words}, at most {Stage(row['at_most']).words}"
    console.print(f"[bold]{_safe(row['name'] or row['id'])}[/bold]  {stage} ({between})  {', '.join(flags)}".rstrip())
    console.print(
        f"[dim]{row['kind']} {_safe(row['id'])}, as of {head['as_of']}, policy {head['policy']}, run {head['run']}; "
        f"{100 * row['coverage']:.0f} in 100 known, confidence {confidence}[/dim]"
    )
    console.print()
    for sentence in row["why"]:
        console.print(_safe(sentence))
    for gate in row["gates"]:
        stale = ", grown old" if gate["gate"] in row["stale"] else ""
        words = Gate(gate["gate"]).words
        console.print(f"\n{SIGNS[gate['state']]} [bold]{words}[/bold]  {STATES[gate['state']]}{stale}")
        for item in gate["evidence"][:12]:
            sign = "for    " if item["for"] else "against"
            said = _safe(" ".join((item["says"] or "").split()))
            origin = f"{_safe(item['source'])}, row {item['row']}"
            console.print(
                f"    {sign} {item['happened_at'][:10]}  {escape(item['kind'])}: {said}"
                f"  [dim]value {item['value']:+.2f}, weight {item['weight']:.2f}; {origin}[/dim]"
            )
        if len(gate["evidence"]) > 12:
            console.print(f"    [dim]and {len(gate['evidence']) - 12} more: --json has all[/dim]")


def _safe(text: str) -> str:
    return escape(shown(text))
