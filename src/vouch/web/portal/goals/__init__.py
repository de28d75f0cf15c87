"""What somebody wants for themselves: they say it, change it, take it away, and forbid notes of it."""
