"""What was imported, read as evidence: each kind of signal as atoms for and against the gates it feeds."""
