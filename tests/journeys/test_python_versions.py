"""The suite, installed as wheels, does its main job on every Python it declares, wherever one is installed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.story import DATA, DECK, Story
from tests.journeys.suites import EmbeddedSuite

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
DECLARED = ("3.11", "3.12", "3.13")
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
INSTALL_SECONDS = 300


def _others() -> Iterator[str]:
    """Every other declared Python that runs on this machine: by name, or kept by pyenv."""
    for version in DECLARED:
        kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
        named = [shutil.which(f"python{version}"), *map(str, kept)]
        runs = (python for python in named if python and _says(python) == version)
        if version != HERE and (found := next(runs, None)):
            yield found


def _says(python: str) -> str | None:
    code = "import ensurepip, sys, venv; print(f'{sys.version_info.major}.{sys.version_info.minor}')"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


@pytest.mark.parametrize("python", list(_others()), ids=lambda path: Path(path).name)
def test_the_story_runs_on(python: str, tmp_path: Path):
    installed = _install(python, tmp_path / "venv")

    score = [installed, "-W", "ignore", "-m", "hanoiwork_ops.cli", "score", str(DATA / "deck_june_2026.json"), "--json"]
    answers = json.loads(subprocess.run(score, capture_output=True, check=True, timeout=60).stdout)
    assert answers == [DECK["expected"]]

    suite = EmbeddedSuite(tmp_path, python=installed)
    try:
        suite.start()
        story = Story(suite.url)
        for step in ("load_the_city", "add_measures", "break_down_the_plan", "give_out_the_rest", "do_the_work"):
            getattr(story, step)()
        story.score_the_month()
        assert story.sheet("nva")["total"] == "83.9"
        story.close()
    finally:
        suite.stop()


def _install(python: str, venv: Path) -> str:
    """Install the pinned dependencies and the members as wheels; returns the interpreter."""
    subprocess.run([python, "-m", "venv", str(venv)], check=True, timeout=INSTALL_SECONDS)
    installed = str(venv / "bin" / "python")
    members = sorted(path.parent for path in ROOT.glob("*/pyproject.toml"))
    members += sorted(path.parent for path in ROOT.glob("services/*/pyproject.toml"))
    pip = [installed, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements.txt")], check=True, timeout=INSTALL_SECONDS
    )
    options = ["--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, *options, *map(str, members)], check=True, timeout=INSTALL_SECONDS)
    return installed
