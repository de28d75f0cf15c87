"""Openings: something worth having that customers are invited to, with few seats, who qualifies, and until when."""
