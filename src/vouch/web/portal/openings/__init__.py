"""Openings: what somebody was chosen for, and why; the seats that are left, honestly; yes, no and not now alike."""
