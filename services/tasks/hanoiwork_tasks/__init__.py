"""Tasks: plans broken down into work, each task with one lead, followed to its accepted product."""
