"""Who is ideal: each team's view, how far they agree, the profile that was set, and whom it points to."""
