"""Files that are attached to tasks: what they may be called, what they really are, how many and how large."""
