"""Mails that come in: a colleague's own ask, forwarded or in blind copy; and mails of ours that came back."""

from __future__ import annotations

from vouch.runs.mail_in.take import log, take

__all__ = ["log", "take"]
