"""The pages of openings."""
