"""The pages about who works here: the list, an invitation, joining."""
