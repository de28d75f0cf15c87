"""`python -m tools.pictures` takes the pictures of the documents anew: pages of a sample company."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
PICTURES = {"continuum.png": "/"}
"""The page of each picture by the name of its file."""


def main() -> None:
    """Serve a sample company of its own, and take each picture of it."""
    FOLDER.mkdir(exist_ok=True)
    with _sample() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light", locale="en-GB")
        page.goto(address)
        for name, path in PICTURES.items():
            page.goto(re.sub(r"(?<=\d)/sample/.*", path, address))
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / name)
            print(f"docs/pictures/{name}")
        browser.close()


@contextmanager
def _sample() -> Iterator[str]:
    """A sample company that is served; gives the address that signs in."""
    command = [sys.executable, "-u", "-c", "from vouch.cli import main; main()", "demo", "--no-browser", "--port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        environ = os.environ | {"VOUCH_DATA": str(Path(folder) / "data"), "VOUCH_WAKE_WORKER": "no"}
        served = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
        try:
            assert served.stdout is not None
            yield next(line.split()[1] for line in served.stdout if line.startswith("Open "))
        finally:
            served.terminate()
            served.wait()


if __name__ == "__main__":
    main()
