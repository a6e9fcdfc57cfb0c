"""The use cases: load, decide, save, tell, in one transaction each; the ports they need stand in `ports`."""
