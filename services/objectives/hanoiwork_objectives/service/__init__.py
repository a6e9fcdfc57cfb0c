"""The use cases, split by who asks: load, decide, save, tell."""
