"""Earlier days: fields that stay on the day their parent shows, and what changed between two days."""

from typing import Any

from graphene import ObjectType, String
from graphql import FieldNode, FragmentSpreadNode, GraphQLResolveInfo, SelectionSetNode

from hanoiwork_shared.graph import RpcField
from hanoiwork_shared.graph.asking import follow, said


class ObjectiveChange(ObjectType):
    """One difference between two days; values are as people read them, null for none."""

    subject = String(required=True, description="objective or measure")
    id = String(required=True)
    code = String(required=True, description="of the later day")
    kind = String(
        required=True,
        description=(
            "created, archived, moved, renamed, owner_changed, weight_changed, target_changed, "
            "status_changed, standing_changed (on track, at risk, …) or percent_changed"
        ),
    )
    before = String()
    after = String()


def joined_then(type_: Any, method: str, /, *, key: str, description: str | None = None, **arguments: Any) -> RpcField:
    """Make a joined field that asks for the day that its parent shows."""

    async def resolve(parent: dict[str, Any], info: GraphQLResolveInfo, **given: Any) -> Any:
        return await follow(info.context, method, parent[key], said(given) | day_of(parent))

    return RpcField(type_, method=method, arguments=arguments, description=description, resolver=resolve)


def day_of(parent: dict[str, Any]) -> dict[str, Any]:
    """The argument that asks for the day that a parent shows; none for what is."""
    return {"as_of": parent["as_of"]} if parent.get("as_of") else {}


def selects(info: GraphQLResolveInfo, names: frozenset[str]) -> bool:
    """Whether a query selects a field of one of these names anywhere below."""
    return any(_selects(node.selection_set, names, info) for node in info.field_nodes)


def _selects(chosen: SelectionSetNode | None, names: frozenset[str], info: GraphQLResolveInfo) -> bool:
    for node in chosen.selections if chosen else ():
        if isinstance(node, FieldNode) and node.name.value in names:
            return True
        below = info.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        if _selects(getattr(below, "selection_set", None), names, info):
            return True
    return False
