"""Leaving: one page, one button, no reason asked."""
