"""What a line, a period, a form and a sheet are, and what may be done with them; no I/O, no clock, no framework."""
