"""Placements as a file: CSV, XLSX, Parquet or JSON, safe to open in a spreadsheet."""

from __future__ import annotations

from vouch.runs.written.files import write
from vouch.runs.written.neutral import neutral

__all__ = ["neutral", "write"]
