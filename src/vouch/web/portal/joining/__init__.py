"""Why the programme exists, and joining it."""
