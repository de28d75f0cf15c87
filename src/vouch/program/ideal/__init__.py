"""Who is ideal: each team says for itself what valuable customers have in common, then one profile is agreed."""
