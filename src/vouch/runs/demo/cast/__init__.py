"""Who is in the sample? Quayside's own people, the companies it knows, and the people who work there."""
