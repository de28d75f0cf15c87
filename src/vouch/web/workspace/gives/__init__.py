"""Gives: planned from the playbook, assigned, done; and how they weigh against what was asked."""
