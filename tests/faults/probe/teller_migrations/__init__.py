"""The shape of the teller's table."""
