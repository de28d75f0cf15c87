"""Invitations: why you, what is in it for you and for your company, and four answers that are equally easy."""
