"""Customers who joined the programme, and how they come in: by a code in a mail, without a password.

A member is no colleague: their session is a row of this room, named by a cookie of its own, and carries no right of
staff. See docs/adr.
"""
