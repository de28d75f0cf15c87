"""Spark as an engine: for a company that has outgrown one machine. It needs the extra `spark`, and Java."""

from __future__ import annotations

from vouch.lake.engines.spark.engine import Spark

__all__ = ["Spark"]
