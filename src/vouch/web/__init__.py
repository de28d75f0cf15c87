"""The doors: pages for colleagues, for customers, and for programs, over what they share."""
