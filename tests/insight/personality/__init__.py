"""How a personality is inferred."""
