"""Lists taken away: short ones at once, long ones written in the background and fetched from here."""
