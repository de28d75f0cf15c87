"""Vouch tells a company where each of its customers stands, with the evidence."""

__version__ = "0.1.0"
