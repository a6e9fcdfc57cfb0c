"""Finding tasks: by words without accents, in an order, in groups, by how urgent they are, by a view that was kept."""
