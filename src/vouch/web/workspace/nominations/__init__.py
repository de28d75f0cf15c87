"""Whom colleagues put forward: writing a nomination, the queue of those who approve, and one nomination."""
