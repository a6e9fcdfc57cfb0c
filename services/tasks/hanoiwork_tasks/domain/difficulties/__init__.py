"""Difficulties (khó khăn, vướng mắc): records with a unit that owes the answer and a clock that runs until it comes."""
