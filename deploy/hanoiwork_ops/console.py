"""What the operator sees: plain lines, progress bars, and one clear line for whatever went wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hanoiwork_shared.errors import Refused

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line for the operator."""
    out.print(text, markup=False)


def note(text: str) -> None:
    """A line beside the answer, on stderr."""
    err.print(text, markup=False)


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn refusals, and whatever the operating system refuses, into one clear line and exit code 1."""
    try:
        yield
    except Refused as refusal:
        for single in refusal.each():
            note(f"hanoiwork: {single.code}: {described(single)}")
        sys.exit(1)
    except OSError as error:
        note(f"hanoiwork: {error}")
        sys.exit(1)
    except click.exceptions.Exit:
        raise


def described(refusal: Refused) -> str:
    """A refusal in one line, with the place of what is wrong where its sentence does not say it."""
    sentence = " ".join(refusal.message("en").split())
    return sentence if not refusal.field or refusal.field in sentence else f"{refusal.field}: {sentence}"


@contextmanager
def progress(title: str, *, total: int) -> Iterator[Progress]:
    """A progress bar on stderr with one task, `title`; nothing is drawn where nobody looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
        bar.add_task(title, total=total)
        yield bar
