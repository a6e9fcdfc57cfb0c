"""What may be asked, field by field."""

from datetime import date
from typing import Any

import marshmallow
from marshmallow import fields, post_load, validate

from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_directory.service.lookup import UnitAt
from hanoiwork_shared.doors import MOST_KEYS, NO_DAY, Code, Day, Door, Key, Keys, Paged
from hanoiwork_shared.errors import Invalid

LONGEST_SEARCH = 200


class NameOne(Invalid):
    """Grants are asked for without saying whose or where."""

    code = "directory.name_person_or_unit"
    vi = "Hãy nêu người hoặc đơn vị cần xem vai trò."
    en = "Name the person or the unit whose grants are asked for."


class At(fields.Field[UnitAt]):
    """A unit's identifier, or that and a day: `0197…@2026-06-24`, as `shown_unit` writes it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> UnitAt:
        del attr, data, kwargs
        unit_id, _, day = str(value).partition("@")
        try:
            return UnitAt(unit_id=unit_id, on=date.fromisoformat(day) if day else None)
        except ValueError as error:
            raise marshmallow.ValidationError(NO_DAY) from error


def _as_of() -> Day:
    return Day(load_default=None, allow_none=True)


class PagesWanted(Keys, Paged):
    """A page for each of these."""


class Places(Door):
    """Units, each on its day."""

    keys = fields.List(At(), required=True, validate=validate.Length(max=MOST_KEYS))


class PostPagesWanted(Places, Paged):
    """A page of posts for each of these units, on its day or another one."""

    as_of = _as_of()


class PostsWanted(Keys):
    """The posts of each of these people, all or those of a day."""

    as_of = _as_of()


class UnitWanted(Key):
    """One unit, as it is or as it stood on a day."""

    as_of = _as_of()


class UnitsWanted(Door):
    """Which units, as they are or as they stood on a day."""

    kind = fields.String(load_default=None, allow_none=True, validate=validate.OneOf([*UnitKind, None]))
    parent = Code(load_default=None, allow_none=True)
    as_of = _as_of()


class PeopleWanted(Paged):
    """Which people, and which page of them."""

    unit = Code(load_default=None, allow_none=True)
    search = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=LONGEST_SEARCH))


class GrantsWanted(Paged):
    """Whose grants, or those on which unit; all there ever were, or those in force on a day."""

    person = Code(load_default=None, allow_none=True)
    unit = Code(load_default=None, allow_none=True)
    as_of = _as_of()

    @post_load
    def named(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Refuse to list everybody's everywhere."""
        if data["person"] is None and data["unit"] is None:
            raise NameOne(field="person")
        return data
