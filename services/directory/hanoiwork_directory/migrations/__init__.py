"""The shape of the directory's tables."""
