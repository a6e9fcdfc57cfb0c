"""Fields that a list has of its own, and what its tasks say in them."""
