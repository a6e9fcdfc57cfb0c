"""The public contract, as committed, is what the code says: the GraphQL schema and the event catalogue."""

from collections.abc import Callable
from typing import Any

from hanoiwork_gateway.schema import installed, printed
from hanoiwork_shared.asyncapi import document
from hanoiwork_shared.plugins import Plugin


def test_the_committed_schema_is_the_folded_one(
    plugins: tuple[Plugin, ...], unchanged: Callable[[str, str], None]
) -> None:
    unchanged("gateway/hanoiwork_gateway/schema.graphql", printed(installed(plugins)))


def test_the_committed_event_catalogue_is_the_generated_one(
    plugins: tuple[Plugin, ...], unchanged_json: Callable[[str, Any], None]
) -> None:
    unchanged_json("gateway/hanoiwork_gateway/asyncapi.json", document(plugins))
