"""What people want for themselves: as they say it, or as a colleague noted what they said."""
