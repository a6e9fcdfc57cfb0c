"""Whoever keeps a copy of an objective hears of everything that happens to it: each fact carries its whole state."""

from dataclasses import fields

from hanoiwork_shared.bus_nameko.running import subscriptions
from hanoiwork_shared.plugins import Plugin, part, told_by

CREATED = "objectives.objective.created.v1"


def test_whoever_hears_that_an_objective_was_made_hears_every_fact_with_its_state(plugins: tuple[Plugin, ...]) -> None:
    told = told_by(plugins)
    state = {field.name for field in fields(told[CREATED])}
    whole = {name for name, fact in told.items() if state <= {field.name for field in fields(fact)}}
    heard = subscriptions([part(plugin, "entrypoints") for plugin in plugins if plugin.entrypoints])
    keeping = {service: types for service, types in heard.items() if CREATED in types}
    assert len(whole) == 9
    assert {"tasks", "evaluation"} <= keeping.keys()
    assert {service: whole - types for service, types in keeping.items() if whole - types} == {}
