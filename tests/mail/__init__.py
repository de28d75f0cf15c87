"""Mails, on their way out and in, against a mail server that really listens."""
