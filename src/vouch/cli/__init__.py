"""The `vouch` command: one module a command, loaded when it is called.

Exit codes: 0 done, 1 our fault, 2 yours (with one sentence on standard error).
"""

from __future__ import annotations

from vouch.cli.app import main

__all__ = ["main"]
