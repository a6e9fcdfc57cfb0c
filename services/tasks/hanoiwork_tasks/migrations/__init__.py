"""The shape of the tables of tasks."""
