"""What colleagues read of a request: short, with a button that leads to its page and does nothing when opened."""

from __future__ import annotations

from vouch.program.references.letters.colleagues import chain, owners_of, told

__all__ = ["chain", "owners_of", "told"]
