"""`vouch import-references`: a list of references that was kept until now becomes permissions and past acts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder, at_work_in, policy_of, shown
from vouch.domain.errors import BadInput, NotFound

_LISTED = 50


def import_references(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="The list: CSV or XLSX with a header.", show_default=False)
    ],
    by: Annotated[str, typer.Option("--by", metavar="EMAIL", help="The colleague who brings it in.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read everything, say what would be kept, keep nothing.")
    ] = False,
    data: DataFolder = DEFAULT_FOLDER,
) -> None:
    """Bring in the list of references that you have kept: who may be asked for what, and what they did.

    Columns are known by the names such lists use: contact e-mail (or name and account), activity types, allowed (yes,
    ask first, never), until, uses, last used, times used, notes. The same list twice changes nothing.
    """
    at_work_in(data)
    from vouch.program.colleagues.queries import by_email
    from vouch.program.references.actions import bring_references
    from vouch.runs.desk.list_file import opened

    who = by_email(by)
    if who is None:
        raise NotFound("no_such_colleague", f"Nobody here has the address {by}. Name a colleague with --by.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput("no_such_file", f"{path} cannot be read: {error.strerror or error}.") from None
    policy = policy_of(data)
    report = bring_references(
        by=who, content=opened(content, name=path.name), dry_run=dry_run, door="command_line", policy=policy,
        today=datetime.now(policy.zone).date(),
    )  # fmt: skip
    print(report.sentence)
    if report.not_read:
        print(f"Not read, as no column goes by that name: {shown(', '.join(report.not_read))}.")
    for one in report.mistakes[:_LISTED]:
        print(shown(f"  row {one.row}, {one.column}: {one.sentence}"))
    if len(report.mistakes) > _LISTED:
        print(f"  ... and {len(report.mistakes) - _LISTED} more.")
