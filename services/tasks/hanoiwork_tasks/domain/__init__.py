"""What tasks are and what may happen to them: pure decisions, no store, no clock, no framework."""
