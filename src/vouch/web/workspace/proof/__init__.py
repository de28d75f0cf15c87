"""What colleagues write down about customers: promises, results, sentiment, nominations, acts, roles, people."""
