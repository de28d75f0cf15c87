"""The settings as the type checker reads them: the program's own, without leaving a key in a data folder."""

from __future__ import annotations

import os

os.environ.setdefault("VOUCH_SECRET_KEY", "for reading types only")

from vouch.project.settings import *  # noqa: F403
