"""A policy tried in the browser."""
