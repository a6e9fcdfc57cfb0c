"""Mutations: one input in, the changed object and the refusals out."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphene import Argument, Field, List, NonNull, ObjectType, String
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLResolveInfo

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.graph.asking import RpcField, spelled
from hanoiwork_shared.wire import WireError, flatten


class UserError(ObjectType):
    """One reason why a change was refused."""

    code = String(required=True, description="The stable code of the refusal, such as `tasks.already_submitted`.")
    message = String(required=True, description="What to do about it, in the caller's language.")
    field = String(description="The input field at fault, if one is.")


def commanded(method: str, input_type: Any, /, *, description: str | None = None, **objects: Any) -> RpcField:
    """Make a mutation field that orders `method` with its `input` and answers a payload named after the method.

    With one object in `objects` the service's answer is that object; with several it is a mapping of them. When
    the service refuses, the objects are null and `errors` says why. Without a description, the input's is shown.
    """
    description = description or input_type._meta.description  # noqa: SLF001 - graphene's own way to a docstring

    async def resolve(_parent: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        key = given.get("idempotency_key")
        try:
            answer = await info.context.command(method, spelled(given["input"]), key=key)
        except WireError as refused:
            return refusal(refused, locale=info.context.locale)
        except Refused as refused:
            return refusal(flatten(refused), locale=info.context.locale)
        return {**_named(answer, tuple(objects)), "errors": []}

    arguments = {
        "input": Argument(NonNull(input_type), description="What to do."),
        "idempotency_key": String(description="The same key again gives the same answer and no second effect."),
    }
    return RpcField(
        _payload(method, objects), method=method, arguments=arguments, description=description, resolver=resolve
    )


def refusal(refused: WireError, *, locale: str) -> dict[str, Any]:
    """Say in a payload why nothing was changed."""
    return {"errors": [_user_error(single, locale=locale) for single in refused.refusals]}


def field_path(field: str | None) -> str | None:
    """Write a refusal's field as the caller wrote it: `rows.0.self_score` is `rows.0.selfScore`."""
    return None if field is None else ".".join(to_camel_case(part) for part in field.split("."))


def _user_error(single: Mapping[str, Any], *, locale: str) -> dict[str, Any]:
    message = single["en"] if locale == "en" else single["vi"]
    return {"code": single["code"], "message": message, "field": field_path(single["field"])}


def _named(answer: Any, names: Sequence[str]) -> dict[str, Any]:
    if len(names) == 1:
        return {names[0]: answer}
    return {name: answer[name] for name in names}


def _payload(method: str, objects: Mapping[str, Any]) -> type[ObjectType]:
    verb = method.partition(".")[2].replace("_", " ")
    attributes: dict[str, Any] = {
        name: Field(kind, description="What is now so; null when refused.") for name, kind in objects.items()
    }
    attributes["errors"] = Field(NonNull(List(NonNull(UserError))), description="Why nothing changed; empty when done.")
    attributes["__doc__"] = f"What came of `{verb}`."
    return type(f"{verb.title().replace(' ', '')}Payload", (ObjectType,), attributes)
