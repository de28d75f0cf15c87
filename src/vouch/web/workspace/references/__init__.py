"""The reference desk: requests, who fits, who was chosen, what came of it."""
