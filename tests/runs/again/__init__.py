"""Keeping a copy of everything, and bringing it back: whole, or refused with a sentence and nothing touched."""
