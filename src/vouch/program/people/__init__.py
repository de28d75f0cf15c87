"""Customers as the last run knows them, and what staff enter about them.

`Owner`, `Account` and `Contact` are a projection: one row an identity, rebuilt from the facts by `runs`, written by
nobody else. What staff enter (promises, results, sentiment, nominations, acts, roles, people) is theirs, each with its
author; it is carried to the lake as facts, under a key of its own.
"""
