"""The policy in force, and another one tried before anybody is placed by it."""
