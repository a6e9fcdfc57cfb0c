"""The shape of the hearer's table."""
