"""What changes here, one module a thing that is done."""
