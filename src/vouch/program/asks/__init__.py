"""Giving and asking: what is given, what is asked of whom, who clears it, and what came of it."""
