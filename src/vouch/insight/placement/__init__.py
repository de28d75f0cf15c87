"""Where each customer stands: stage, interval, flags, coverage and confidence, for accounts and for people.

`wide.py` lays gates side by side, `rule.py` has the rule, `people.py` rolls people up into accounts.
"""
