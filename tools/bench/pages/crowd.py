"""Four people at the pages at once, over HTTP, each waiting for an answer before the next question."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PEOPLE = 4


@contextmanager
def served(data: Path, processes: int = 1) -> Iterator[int]:
    """The port of a server of this data folder, as `vouch serve` starts it; it is stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("vouch")), "serve", "--data", str(data)]
    command += ["--port", str(port), "--processes", str(processes)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"VOUCH_DATA": str(data)})
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def crowd(port: int, cookie: str, pages: Mapping[str, Sequence[str]], seconds: float) -> dict[str, list[float]]:
    """How long each answer took, by page: every person goes round the pages for so many seconds."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    faults: list[str] = []
    until = time.monotonic() + seconds

    def person(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        turn = number
        while time.monotonic() < until:
            for name, addresses in pages.items():
                address = addresses[turn * 7919 % len(addresses)]
                begun = time.perf_counter()
                connection.request("GET", address, headers={"Cookie": cookie})
                reply = connection.getresponse()
                reply.read()
                taken[name].append(time.perf_counter() - begun)
                if reply.status != 200:
                    faults.append(f"{address} answered {reply.status}")
                    return
            turn += PEOPLE

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    if faults:
        raise SystemExit(faults[0])
    return taken


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not come up.")
