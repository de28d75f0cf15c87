"""The door of customers: pages that are letters, for people who are no colleagues."""
