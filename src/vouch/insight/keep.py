"""How a step of placing hands over a result that several later ones read."""

from __future__ import annotations

from collections.abc import Callable

import ibis.expr.types as ir

Keep = Callable[[str, ir.Table], ir.Table]
"""Called with a step's name and expression, gives back a table to read it from: an engine stores it there."""
