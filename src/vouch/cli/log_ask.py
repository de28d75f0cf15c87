"""`vouch log-ask`: an ask made outside Vouch is written down, in one line or from the mail itself; bounces too."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder, at_work_in, day, policy_of
from vouch.domain.errors import BadInput


def log_ask(
    whom: Annotated[
        str,
        typer.Argument(metavar="[WHO]", help="E-mail address, id or exact name of who was asked.", show_default=False),
    ] = "",
    activity: Annotated[str, typer.Option("--for", metavar="ACTIVITY", help="What was asked for: a rung.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day they were asked; else today.")] = "",
    answer: Annotated[
        str, typer.Option("--answer", help="accepted, declined, not_now or something_smaller; none yet where left out.")
    ] = "",
    answered_on: Annotated[str, typer.Option("--answered-on", metavar="DATE", help="The day of the answer.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="EMAIL", help="The colleague who asked.")] = "",
    words: Annotated[str, typer.Option("--words", help="What was said, in a few words.")] = "",
    mail: Annotated[
        bool, typer.Option("--mail", help="Read a mail from standard input: an ask of yours, or one of ours come back.")
    ] = False,
    data: DataFolder = DEFAULT_FOLDER,
) -> None:
    """Write down an ask made outside Vouch, so that limits stay true: in one line, or from the mail itself."""
    if not mail and not whom:
        raise BadInput("nobody", "Say who was asked, or hand in the mail: vouch log-ask --mail < message.eml")
    if not mail and not activity:
        raise BadInput("for_what", "Say what they were asked for, with --for: a rung of the ladder, as reference_call.")
    at_work_in(data)
    from vouch.runs.mail_in import log, take

    policy = policy_of(data)
    today = datetime.now(policy.zone).date()
    if mail:
        for sentence in take(sys.stdin.buffer.read(), activity=activity, answer=answer, policy=policy, today=today):
            print(sentence)
        return
    print(
        log(
            whom,
            activity=activity,
            on=day(on) if on else today,
            answer=answer,
            answered_on=day(answered_on) if answered_on else None,
            by=by,
            words=words,
            policy=policy,
            today=today,
        )
    )
