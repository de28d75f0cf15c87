"""This quarter on one page, as PDF."""

from __future__ import annotations

from vouch.reports.quarter.page import Figure, Page, pdf

__all__ = ["Figure", "Page", "pdf"]
