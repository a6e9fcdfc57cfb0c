"""The `hanoiwork` command: how an operator runs, feeds and examines the suite."""
