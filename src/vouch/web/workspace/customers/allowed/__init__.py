"""What a customer's company allows, what its people agreed to, what holds them back, and what may be asked now."""
