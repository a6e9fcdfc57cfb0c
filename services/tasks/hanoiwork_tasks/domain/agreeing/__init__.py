"""What people agree about a task after it was assigned: a later deadline, a waived lateness, another lead."""
