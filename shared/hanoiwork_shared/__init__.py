"""What every service stands on: events, transactions, refusals, plug-ins."""
