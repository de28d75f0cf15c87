"""Lists of customers and people that colleagues come back to: what is asked for, in which order, with which columns."""
