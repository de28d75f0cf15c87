"""This week: what is ready, what waits, who should hear thank you, and who is left in peace."""
