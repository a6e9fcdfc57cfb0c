"""What may be ordered, field by field; null is not given."""

from marshmallow import fields, validate

from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.leave import LeaveKind
from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_directory.schemas.files import LONGEST_NAME
from hanoiwork_shared.doors import WHITE_ENDS, Code, Day, Door, Flag, Given
from hanoiwork_shared.policy import Role

LONGEST_REASON = 1000


class Name(fields.String):
    """A name for people to read: not blank, no white space at the ends."""

    def __init__(self, **kwargs: object) -> None:
        checks = [
            validate.Length(min=1, max=LONGEST_NAME),
            validate.Regexp(r"^\S(.*\S)?\Z", error=WHITE_ENDS),
        ]
        super().__init__(validate=checks, **kwargs)  # type: ignore[arg-type] # marshmallow's own options


def _code() -> Code:
    return Code(allow_none=True)


def _name() -> Name:
    return Name(allow_none=True)


def _day() -> Day:
    return Day(allow_none=True)


def _position() -> fields.String:
    return fields.String(allow_none=True, validate=validate.Length(max=LONGEST_NAME))


def _person_type() -> fields.Enum[PersonType]:
    return fields.Enum(PersonType, by_value=True, allow_none=True)


class Changing(Given):
    """A change of something as it was last read: nothing happens if its version is another one by now."""

    version = fields.Integer(allow_none=True, strict=True)


class UnitMade(Given):
    """A new unit."""

    code = Code(required=True)
    name = Name(required=True)
    kind = fields.Enum(UnitKind, by_value=True, required=True)
    parent = _code()
    on = _day()


class UnitChange(Changing):
    """A unit to close or reopen, from a day on."""

    unit = Code(required=True)
    on = _day()


class UnitRenamed(UnitChange):
    """A unit's new name or code."""

    name = _name()
    code = _code()


class UnitMoved(UnitChange):
    """A unit and the one it goes under."""

    parent = Code(required=True)


class UnitMerged(UnitChange):
    """A unit and the one that takes over."""

    into = Code(required=True)


class PersonMade(Given):
    """Somebody new, and their primary post."""

    code = Code(required=True)
    full_name = Name(required=True)
    unit = Code(required=True)
    position = _position()
    person_type = _person_type()
    valid_from = _day()


class PersonChange(Changing):
    """Somebody who is changed."""

    person = Code(required=True)


class PersonLeft(PersonChange):
    """Somebody who leaves, and the last day."""

    on = _day()


class PersonBack(PersonChange):
    """Somebody who comes back, and their primary post from a day on."""

    unit = Code(required=True)
    position = _position()
    person_type = _person_type()
    valid_from = _day()


class PersonChanged(PersonLeft):
    """A name, and a position or type from a day on."""

    full_name = _name()
    position = _position()
    person_type = _person_type()


class PostAdded(PersonChange):
    """A further post."""

    unit = Code(required=True)
    position = _position()
    person_type = _person_type()
    primary = Flag()
    valid_from = _day()
    valid_to = _day()


class PostChange(PersonLeft):
    """A post of somebody, and a day."""

    post = fields.String(required=True)


class PersonTransferred(PersonLeft):
    """The unit to which somebody goes, and the first day there."""

    unit = Code(required=True)
    position = _position()
    person_type = _person_type()


class LeaveRecorded(PersonChange):
    """Why somebody is away, and from when to when."""

    kind = fields.Enum(LeaveKind, by_value=True, required=True)
    starts = Day(required=True)
    ends = _day()


class LeaveChange(PersonChange):
    """A leave of somebody."""

    leave = fields.String(required=True)


class LeaveEnded(LeaveChange):
    """A leave of somebody, and its last day."""

    on = _day()


class RoleGiven(Door):
    """A role for a person, on a unit or everywhere."""

    person = Code(required=True)
    role = fields.Enum(Role, by_value=True, required=True)
    unit = Code(load_default=None, allow_none=True)
    valid_from = Day(load_default=None, allow_none=True)
    valid_to = Day(load_default=None, allow_none=True)


class RoleTaken(Changing):
    """A grant to take back."""

    grant = fields.String(required=True)


class Delegating(Given):
    """Who acts for which leader, where, and from when to when."""

    leader = _code()
    delegate = Code(required=True)
    unit = Code(required=True)
    valid_from = _day()
    valid_to = Day(required=True)
    reason = fields.String(allow_none=True, validate=validate.Length(max=LONGEST_REASON))


class DelegationEnded(Changing):
    """A delegation to take back."""

    delegation = fields.String(required=True)
