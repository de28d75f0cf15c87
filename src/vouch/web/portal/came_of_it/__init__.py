"""What somebody did, what it led to, and what they got."""
