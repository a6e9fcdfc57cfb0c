"""What this service can be asked to do: load, decide, save, tell, each in one transaction."""
