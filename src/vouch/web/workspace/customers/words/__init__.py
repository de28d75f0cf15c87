"""Placements in plain words: headings, gates, evidence, reasons, what would move somebody up."""
