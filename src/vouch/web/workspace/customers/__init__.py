"""Customers one by one: lists, an account, a person, the evidence behind them, search."""
