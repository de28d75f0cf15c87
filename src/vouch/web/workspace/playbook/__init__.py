"""The playbook: what moves people on, by where they stand and the part they play; read by all, changed by a few."""
