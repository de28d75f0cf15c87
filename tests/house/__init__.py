"""The house itself: what keeps its files small, its floors apart, its documents true and its requirements pinned."""
