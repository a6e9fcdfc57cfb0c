"""Recurring tasks: on which days they recur, and what becomes of each."""
