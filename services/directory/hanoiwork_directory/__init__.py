"""Who works where, and what they may decide: units, people, grants and local accounts."""
