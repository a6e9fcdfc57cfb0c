"""What a test does when a server that it needs is not there."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip with the reason; under CI=true, where nothing is skipped, fail with it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"under CI nothing is skipped: {reason}", pytrace=False)
    pytest.skip(reason)
