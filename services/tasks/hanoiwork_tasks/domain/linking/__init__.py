"""How tasks hang together: links between them, and where they stand."""
