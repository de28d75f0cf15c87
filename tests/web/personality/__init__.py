"""How people like to take part, on the pages of the workspace."""
