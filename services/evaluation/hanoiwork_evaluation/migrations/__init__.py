"""The shape of the tables of the evaluation service."""
