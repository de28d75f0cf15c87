"""What is filled in about asks."""
