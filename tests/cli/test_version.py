"""Which Vouch is this?"""

from __future__ import annotations

import pytest

from vouch import __version__
from vouch.cli import main


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"Vouch {__version__}\n")
