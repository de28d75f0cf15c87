"""The pages of what colleagues write down: all promises and results, a new entry, one entry, the customer's word."""
