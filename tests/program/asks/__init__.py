"""Asks: from proposing to thanking, and the mails between."""
