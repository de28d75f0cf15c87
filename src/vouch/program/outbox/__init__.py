"""Mails: written down before they are sent, kept where no mail server is set."""
