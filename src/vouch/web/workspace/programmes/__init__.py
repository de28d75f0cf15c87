"""The room of programmes."""
