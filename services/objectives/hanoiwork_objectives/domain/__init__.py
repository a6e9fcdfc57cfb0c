"""The decisions of the objectives service, split by noun; no I/O, no clock, no framework."""
