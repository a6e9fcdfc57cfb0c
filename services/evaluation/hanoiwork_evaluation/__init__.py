"""Monthly scores: the ledger of tasks, rule packs, periods, runs and score sheets."""
