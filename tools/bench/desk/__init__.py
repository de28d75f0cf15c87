"""C, end to end: what a request costs at the desk of a company of so many people, from its database to its page."""
