"""One's own page: name, look, conventions, password."""
