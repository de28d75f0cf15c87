"""The pages of what customers allow."""
