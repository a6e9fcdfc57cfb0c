"""Tables of tasks and of plan items: what their lines say, and what they change."""
