"""How measurements are printed: one table each, with the yardstick measured in the same run."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table


def show(title: str, heading: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left")
    for name in heading:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in row))
    Console(width=140).print(table)
