"""Coming in by a code from a mail, and going again."""
