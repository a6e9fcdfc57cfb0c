"""Lists that can grow, as Relay connections over the keyset pages that services answer."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String
from graphene.types.utils import get_type
from graphql import GraphQLResolveInfo

from hanoiwork_shared.graph.asking import RpcField, follow, said
from hanoiwork_shared.graph.part import Ref
from hanoiwork_shared.pages import FIRST, MOST


class PageInfo(ObjectType):
    """Where a page of a connection begins and ends."""

    has_next_page = Boolean(required=True, description="Whether more items follow this page.")
    has_previous_page = Boolean(required=True, description="Whether this page was asked for after a cursor.")
    start_cursor = String(description="The place of the first item.")
    end_cursor = String(description="The place of the last item: send it as `after` to get the next page.")


def paged(
    node: Any, method: str, /, *, key: str | None = None, description: str | None = None, **arguments: Any
) -> RpcField:
    """Make a connection field over `node`; `method` takes `first` and `after` too and answers `plain(Page)`.

    With `key` it is a relationship: one call for all parents with `keys`, answering a list of pages.
    """

    async def resolve(parent: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        if key is None:
            page = await info.context.call(method, said(given))
        else:
            page = await follow(info.context, method, parent[key], said(given))
        return None if page is None else as_connection(page, after=given.get("after"))

    def connection() -> type[ObjectType]:
        return connection_of(get_type(node))

    paging = {
        "first": Int(default_value=FIRST, description=f"How many items, at most {MOST}."),
        "after": String(description="The `endCursor` of the page before."),
    }
    return RpcField(
        connection,
        method=method,
        arguments={**arguments, **paging},
        description=description,
        resolver=resolve,
    )


def as_connection(page: Mapping[str, Any], *, after: str | None) -> dict[str, Any]:
    """Turn a page `{items, cursors, has_next}` into what the connection type reads."""
    edges = [{"cursor": cursor, "node": item} for cursor, item in zip(page["cursors"], page["items"], strict=True)]
    return {
        "edges": edges,
        "page_info": {
            "has_next_page": page["has_next"],
            "has_previous_page": after is not None,
            "start_cursor": edges[0]["cursor"] if edges else None,
            "end_cursor": edges[-1]["cursor"] if edges else None,
        },
    }


@cache
def connection_of(node: Any) -> type[ObjectType]:
    """Give the connection type of a node type (a class or a `Ref`): TaskConnection with TaskEdge for Task.

    Its attribute `listed` is that node type.
    """
    name = node.name if isinstance(node, Ref) else node._meta.name  # noqa: SLF001 - graphene's own way to a type's name
    edge = type(
        f"{name}Edge",
        (ObjectType,),
        {
            "__doc__": f"One {name} of a page.",
            "cursor": String(required=True, description="The item's place in the list."),
            "node": Field(NonNull(node), description="The item."),
        },
    )
    attributes = {
        "__doc__": f"A page of a list of {name}.",
        "listed": node,
        "edges": Field(NonNull(List(NonNull(edge))), description="The items with their places."),
        "page_info": Field(NonNull(PageInfo), description="Where this page begins and ends."),
    }
    return type(f"{name}Connection", (ObjectType,), attributes)
