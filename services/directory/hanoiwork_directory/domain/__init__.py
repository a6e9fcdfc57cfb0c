"""Units, people, grants and accounts: what they are, what changes them, and what about them is refused."""
