"""Openings: which there are, one of them, writing it with a live check of its criteria, choosing whom to invite."""
