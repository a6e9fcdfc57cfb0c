"""What is drawn from the code is committed and compared; `make redraw` writes it anew."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hanoiwork_shared.plugins import Plugin, discover

ROOT = Path(__file__).parents[2]

Drawing = Callable[[str, str], None]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the workspace."""
    return ROOT


@pytest.fixture(scope="session")
def plugins() -> tuple[Plugin, ...]:
    """Every installed plug-in."""
    return discover()


@pytest.fixture(scope="session")
def tracked() -> tuple[Path, ...]:
    """Every file under version control that is there, from the top of the workspace."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())


@pytest.fixture
def unchanged(request: pytest.FixtureRequest) -> Drawing:
    """Compare a drawn text with the committed file; with --redraw, write it."""

    def compare(path: str, text: str) -> None:
        if request.config.getoption("--redraw"):
            (ROOT / path).write_text(text, encoding="utf-8")
        committed = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
        assert committed == text, f"{path} differs from the code: run `make redraw` and read the difference"

    return compare


@pytest.fixture
def unchanged_json(unchanged: Drawing) -> Callable[[str, Any], None]:
    """The same for a JSON document."""

    def compare(path: str, document: Any) -> None:
        unchanged(path, json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    return compare
