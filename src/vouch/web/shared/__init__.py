"""What every door shares: sign-in, the shell of a page, its pieces, and how a refusal is shown."""
