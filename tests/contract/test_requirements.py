"""requirements.txt pins everything that any member needs, by hash, and says nothing of where it comes from."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", flags=re.MULTILINE)


def test_every_pin_has_a_hash(root: Path) -> None:
    blocks = re.split(r"\n(?=\S)", _lines_without_comments(root))
    assert [block.split()[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block] == []


def test_everything_a_member_depends_on_is_pinned_as_the_member_wants_it(root: Path) -> None:
    pins = {canonicalize_name(name): pinned for name, pinned in PIN.findall(_lines_without_comments(root))}
    unmet = [
        f"{manifest.parent.name}: {wanted}"
        for manifest in _manifests(root)
        for wanted in map(Requirement, tomllib.loads(manifest.read_text(encoding="utf-8"))["project"]["dependencies"])
        if not wanted.name.startswith("hanoiwork") and pins.get(canonicalize_name(wanted.name)) not in _Met(wanted)
    ]
    assert unmet == []


def test_the_tests_run_on_what_is_pinned(root: Path) -> None:
    pins = dict(PIN.findall(_lines_without_comments(root)))
    assert {name: version(name) for name in pins if version(name) != pins[name]} == {}


class _Met:
    """The versions that meet a requirement; nothing meets one that is not pinned."""

    def __init__(self, wanted: Requirement) -> None:
        self._specifier = wanted.specifier

    def __contains__(self, pinned: str | None) -> bool:
        return pinned is not None and self._specifier.contains(pinned, prereleases=True)


def _manifests(root: Path) -> list[Path]:
    return [*root.glob("services/*/pyproject.toml"), *(root / name / "pyproject.toml" for name in _OUTSIDE)]


_OUTSIDE = ("shared", "gateway", "deploy")


def _lines_without_comments(root: Path) -> str:
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
