"""How we see somebody: what we believe, from what; theirs to correct, and to forbid."""
