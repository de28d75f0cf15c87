"""Keeping the data folder in order: files laid together, in order of time, and without what a crash left."""

from __future__ import annotations

from vouch.runs.order.order import Laid, Report, put_in_order, what_would

__all__ = ["Laid", "Report", "put_in_order", "what_would"]
