"""The playbook of this company: the shipped suggestions, and what colleagues made of them."""
