"""Calls about the fields that lists have of their own, and what tasks say in them."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import fields as doors


class FieldCalls(Entrypoints):
    """Calls about fields and their values."""

    desk: Any

    @command(doors.AddField)
    def add_field(self, request: Request) -> object:
        """Add a field to a list."""
        return doors.shown_field(self.desk.list_fields.add(request.identity, **request.input))

    @command(doors.ChangeField)
    def change_field(self, request: Request) -> object:
        """Change a field."""
        return doors.shown_field(self.desk.list_fields.change(request.identity, **request.input))

    @command(doors.FieldNamed)
    def remove_field(self, request: Request) -> object:
        """Take a field off."""
        return doors.shown_field(self.desk.list_fields.remove(request.identity, **request.input))

    @command(doors.SetFieldValues)
    def set_field_values(self, request: Request) -> object:
        """Say something in fields."""
        return schemas.shown(self.desk.filling.set(request.identity, **request.input))

    @query(schemas.Keys)
    def fields_by_lists(self, request: Request) -> object:
        """The fields of lists in the order of the identifiers."""
        found = self.desk.list_fields.of_lists(request.input["keys"])
        return [[doors.shown_field(field) for field in fields] for fields in found]

    @query(schemas.Keys)
    def fields_by_tasks(self, request: Request) -> object:
        """What tasks say in the fields of their lists, in the order of the identifiers."""
        found = self.desk.filling.of_tasks(request.input["keys"])
        return [[doors.shown_answer(answer) for answer in answers] for answers in found]
