"""What a colleague sees of somebody's home: the same, marked as such, and nothing to press."""
