"""Asks: composing and proposing, the board, one ask and its steps, clearance, open invitations."""
