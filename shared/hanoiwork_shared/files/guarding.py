"""Texts that a spreadsheet would run: written with an apostrophe before them, and read back without it.

A text in a CSV file that starts with one of these characters is a formula to Excel and its kin, and a workbook that is
saved as CSV loses every other mark of being text. Source: OWASP, CSV injection.
"""

import re

RUNS = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text as it is written into a file."""
    return f"'{text}" if RUNS.match(text) else text


def unguarded(text: str) -> str:
    """The text that such a cell stands for."""
    return text[1:] if GUARDED.match(text) else text
