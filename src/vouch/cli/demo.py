"""`vouch demo`: a sample company, placed and open in the browser."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import threading
import time
import webbrowser
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder, answers_at, policy_of

if TYPE_CHECKING:
    from vouch.runs.sample import Sample, Verdict

HOST = "127.0.0.1"


def demo(
    data: DataFolder = DEFAULT_FOLDER,
    accounts: Annotated[int, typer.Option(help="How many accounts it has.")] = 200,
    seed: Annotated[int, typer.Option(help="Which of the many sample companies.")] = 1,
    port: Annotated[int, typer.Option(help="The port to serve on; 0 for any that is free.")] = 8000,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Build, place, serve, fetch the main pages, say what was found, end.")
    ] = False,
) -> None:
    """Build a sample company, place its customers, and open the workspace signed in."""
    from vouch.runs.sample.build import TIME_ZONE, build

    sample = build(data, accounts=accounts, seed=seed, today=datetime.now(ZoneInfo(TIME_ZONE)).date(), say=_say)
    port = port if check else _open_port(port)
    answers_at(HOST, port)
    _prepare(data, sample)
    if check:
        raise typer.Exit(0 if _checked(data, sample) else 1)
    _introduce(sample)
    key = _open_door(data)
    address = f"http://{HOST}:{port}/sample/{key}/"
    print(f"\nOpen {address}\nCtrl-C ends it; the data stays in {data}.")
    if not no_browser and sys.stdout.isatty():
        threading.Timer(1.5, webbrowser.open, [address]).start()
    try:
        _serve(port)
    finally:
        (data / "sample-door").unlink(missing_ok=True)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _open_port(port: int) -> int:
    with socket.socket() as probe:
        if port and probe.connect_ex((HOST, port)) == 0:
            _say(f"Port {port} is taken; another one is used.")
            port = 0
    return port or _free_port()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _prepare(data: Path, sample: Sample) -> None:
    os.environ["VOUCH_DATA"] = str(data.absolute())
    from vouch.project.start import prepare

    prepare()
    from vouch.runs.refresh import refresh
    from vouch.runs.renew import renew
    from vouch.runs.sample.people import first_colleague
    from vouch.runs.sample.programme import (
        ask_the_desk,
        be_in_touch,
        open_to_customers,
        put_forward,
        run_programme,
        run_two_before,
        say_what_they_want,
        say_who_they_are,
    )
    from vouch.runs.sample.said import say
    from vouch.runs.suggest import suggest
    from vouch.web.shared.addresses import address

    ines = first_colleague()
    _say("Placing its customers ...")
    policy = policy_of(data)
    refresh(data, policy, as_of=sample.plan.today, door="command line")
    suggest(data, policy, sample.plan.today - timedelta(days=7))  # so that the page can say what changed since
    say(by=ines, today=sample.plan.today)
    run_programme(by=ines, policy=policy, today=sample.plan.today, address=address)
    open_to_customers(by=ines, policy=policy, today=sample.plan.today, address=address)
    say_who_they_are(by=ines, policy=policy)
    say_what_they_want(by=ines, policy=policy, today=sample.plan.today)
    put_forward(by=ines, policy=policy, today=sample.plan.today)
    ask_the_desk(by=ines, data=data, policy=policy, today=sample.plan.today, address=address)
    run_two_before(by=ines, policy=policy, today=sample.plan.today, address=address)
    be_in_touch(by=ines, today=sample.plan.today)
    renew(data, policy, sample.plan.today)  # what was said and asked since the placing counts at once


def _open_door(data: Path) -> str:
    key = secrets.token_urlsafe(24)
    path = data / "sample-door"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    return key


def _serve(port: int) -> None:
    import uvicorn

    uvicorn.run("vouch.project.serving:application", host=HOST, port=port, log_level="warning")


def _introduce(sample: Sample) -> None:
    from vouch.runs.demo import tell

    print("Whom to look at first:")
    for sentence in tell(sample.plan)[:6]:
        print(f"  {sentence}")


def _checked(data: Path, sample: Sample) -> bool:
    from vouch.runs.sample import held_against_truth

    verdict = held_against_truth(data, sample.plan, sample.plan.today)
    _tell(verdict)
    pages = _pages(data)
    for path, answer in pages:
        print(f"  {path}: {answer}")
    fetched = all(answer.startswith("200") for _path, answer in pages)
    print(f"{'Everything that was planted was found' if not verdict.misses else 'Not everything was found'}; "
          f"{'all pages answered' if fetched else 'not all pages answered'}.")  # fmt: skip
    return not verdict.misses and fetched


def _tell(verdict: Verdict) -> None:
    print(f"{verdict.customers} customers placed. Planted and found, by kind:")
    for kind, planted, found in verdict.kinds:
        print(f"  {kind.replace('_', ' '):24} {found} of {planted}")
    for miss in verdict.misses:
        print(f"  missed: {miss}")


def _pages(data: Path) -> list[tuple[str, str]]:
    """Serves on a free port, fetches the main pages signed in, and says what each answered."""
    import uvicorn

    from vouch.runs.sample.pages import fetch_main_pages

    port = _free_port()
    server = uvicorn.Server(uvicorn.Config("vouch.project.asgi:application", host=HOST, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _wait in range(200):
        if server.started:
            break
        time.sleep(0.05)
    try:
        return fetch_main_pages(f"http://{HOST}:{port}", _open_door(data))
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        (data / "sample-door").unlink(missing_ok=True)
