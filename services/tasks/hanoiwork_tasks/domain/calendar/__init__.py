"""The working calendar: which days are worked in Hanoi."""
