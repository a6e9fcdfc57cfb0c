"""The manifest and the facts."""

from dataclasses import fields

from hanoiwork_shared.plugins import part
from hanoiwork_tasks.events import TELLS, TaskSnapshot
from hanoiwork_tasks.plugin import plugin


def test_every_part_of_the_manifest_loads() -> None:
    for which in ("entrypoints", "graph", "tells", "migrations"):
        assert part(plugin, which) is not None, which


def test_facts_carry_identifiers_and_no_words_of_people() -> None:
    said = {field.name for fact in TELLS for field in fields(fact)}
    assert said.isdisjoint({"title", "name", "note", "reason", "text", "product", "full_name"})


def test_every_fact_about_a_task_carries_the_whole_snapshot() -> None:
    snapshot = {field.name for field in fields(TaskSnapshot)}
    about_tasks = [fact for fact in TELLS if fact.type.startswith("tasks.task.")]
    assert len(about_tasks) == 16
    assert all(snapshot <= {field.name for field in fields(fact)} for fact in about_tasks)
