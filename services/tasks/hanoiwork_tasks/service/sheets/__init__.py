"""Tables of tasks and plan items: loaded as a whole or not at all, taken back, and given out."""
