"""What happens to a customer? Lives, planned in plain words and lived as dated events."""
