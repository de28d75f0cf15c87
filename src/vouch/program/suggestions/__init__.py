"""What could come next with whom: found by a run, looked at by people, put off by them."""
