"""Tables of tasks, written and loaded as people do."""

from collections.abc import Callable
from typing import Any

import pytest

from hanoiwork_tasks.schemas import sheets as doors
from hanoiwork_tasks.service.sheets.loading import LoadReport


@pytest.fixture
def loaded(stored_city: Any) -> Callable[..., LoadReport]:
    """Load a CSV of tasks."""

    def load(content: str, *, by: str = "GD", unit: str = "SKHCN", dry_run: bool = False) -> LoadReport:
        return stored_city.desk.sheet_loading.load(
            stored_city.who(by),
            unit=unit,
            found=doors.read_tasks(content),
            digest=doors.digest(content),
            dry_run=dry_run,
        )

    return load


@pytest.fixture
def plan_loaded(stored_city: Any) -> Callable[..., LoadReport]:
    """Load a CSV of plan items."""

    def load(content: str, *, by: str = "GD", plan: str = "KH1", title: str = "Kế hoạch", **given: Any) -> LoadReport:
        return stored_city.desk.plan_sheet_loading.load(
            stored_city.who(by),
            unit="SKHCN",
            plan=plan,
            title=title,
            found=doors.read_items(content),
            digest=doors.digest(content),
            **given,
        )

    return load
