"""Lists taken away, as people meet them."""
