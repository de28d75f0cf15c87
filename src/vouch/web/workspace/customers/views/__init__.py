"""The pages of customers: lists, accounts, people, evidence, search, files."""
