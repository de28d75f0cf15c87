"""Tests of whom to ask next, how likely they say yes, and the month planned at once."""
