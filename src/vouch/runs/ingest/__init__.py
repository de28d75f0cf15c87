"""The seam between importers and the lake: files become batches, or are refused with a sentence each."""

from __future__ import annotations

from vouch.runs.ingest.paths import import_paths
from vouch.runs.ingest.report import FileReport, Progress, Rejected, Report, Status

__all__ = ["FileReport", "Progress", "Rejected", "Report", "Status", "import_paths"]
