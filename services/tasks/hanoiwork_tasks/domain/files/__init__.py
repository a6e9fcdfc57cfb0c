"""Files that are loaded: their shape, and every problem in them with its path."""
