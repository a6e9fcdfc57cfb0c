"""What people say on a task, tick off and follow."""
