"""What must hold of the tree itself: short files, no traces of one machine or of one registry."""

import re
from pathlib import Path

LONGEST = 300
"""Lines of a source file (house rule): past that it is split by noun."""

TRACES = re.compile(
    r"""
      https?://[\w.-]*(?:pypi|npmjs|pythonhosted|debian)\.   # where packages come from
    | (?<![\w.])/(?:work|root|farm|home|Users)/[\w.]+        # where somebody keeps their files
    | /opt/(?:wheels|pypi)
    | --(?:extra-)?index-url
    | --find-links
    """,
    re.VERBOSE,
)
SPEAKS_OF_THEM = {"LICENSE", "test_tree.py"}


def test_no_source_file_is_longer_than_a_reader_can_hold(root: Path, tracked: tuple[Path, ...]) -> None:
    lengths = {path: len(_text(root, path).splitlines()) for path in tracked if path.suffix in {".py", ".sh", ".toml"}}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_no_file_names_a_registry_or_a_folder_of_one_machine(root: Path, tracked: tuple[Path, ...]) -> None:
    found = {
        f"{path}:{number}": match.group()
        for path in tracked
        if path.name not in SPEAKS_OF_THEM
        for number, line in enumerate(_text(root, path).splitlines(), start=1)
        if (match := TRACES.search(line))
    }
    assert found == {}


def test_shell_scripts_stay_small(root: Path, tracked: tuple[Path, ...]) -> None:
    scripts = [path for path in tracked if path.suffix == ".sh"]
    assert {str(path) for path in scripts if len(_text(root, path).splitlines()) > 40} == set()


def _text(root: Path, path: Path) -> str:
    return (root / path).read_text(encoding="utf-8", errors="ignore")
