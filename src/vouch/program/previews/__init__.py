"""Policies that are tried before anybody is placed by them: who would move, and what became of each."""
