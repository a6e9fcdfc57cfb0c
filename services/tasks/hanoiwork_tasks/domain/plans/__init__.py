"""Plans in full: their numbers and codes, changing them, and who has still to break an item down or take a task on."""
