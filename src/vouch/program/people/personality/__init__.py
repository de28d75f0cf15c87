"""What is believed of how people like to take part, what they say themselves, and what colleagues believe."""
