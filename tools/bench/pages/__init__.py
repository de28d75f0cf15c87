"""E: what the pages of the workspace cost at 50,000 customers, on both databases, with four people at them."""
