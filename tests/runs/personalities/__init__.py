"""How people like to take part, worked out from decisions and published."""
