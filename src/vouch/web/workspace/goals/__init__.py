"""What somebody wants for themselves, on their page: what they said, and a note of what they told a colleague."""
