"""What every door tells of reference requests: the same people, the same reasons, the same names kept back."""
