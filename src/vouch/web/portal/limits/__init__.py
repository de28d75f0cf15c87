"""My limits: what, how publicly, how often, by which way, about what, and not before when."""
