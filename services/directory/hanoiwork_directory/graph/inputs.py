"""What is sent with a change. Units and people are named by code or id; a `version` refuses the change if somebody
else changed the thing since it was read.
"""

from graphene import Boolean, InputObjectType, Int, String

from hanoiwork_shared.graph import Date

VERSION = "The version as it was read."
SINCE = "The day from which it holds, today or earlier; today unless said."


class ImportFileInput(InputObjectType):
    """A file: the text of a CSV, or a CSV or XLSX in base64; a dry run only says what would happen."""

    content = String(description="The text of a CSV file.")
    content_base64 = String(description="A CSV or XLSX file in base64, instead of `content`.")
    dry_run = Boolean()


class CreateUnitInput(InputObjectType):
    """A new unit, under another one or at the top."""

    code = String(required=True)
    name = String(required=True)
    kind = String(required=True, description="city, department, ward, commune or division")
    parent = String(description="code or id")
    on = Date(description=SINCE)


class RenameUnitInput(InputObjectType):
    """A unit's new name or code; it stays the same unit."""

    unit = String(required=True, description="code or id")
    name = String()
    code = String()
    on = Date(description=SINCE)
    version = Int(description=VERSION)


class MoveUnitInput(InputObjectType):
    """A unit, with everything below it, and the unit it goes under."""

    unit = String(required=True, description="code or id")
    parent = String(required=True, description="code or id")
    on = Date(description=SINCE)
    version = Int(description=VERSION)


class MergeUnitsInput(InputObjectType):
    """A unit that is closed, and the unit that takes over its people, posts, grants and units."""

    unit = String(required=True, description="code or id")
    into = String(required=True, description="code or id")
    on = Date(description=SINCE)
    version = Int(description=f"{VERSION} Of the unit that is closed.")


class CloseUnitInput(InputObjectType):
    """A unit in which nobody is left and no open unit."""

    unit = String(required=True, description="code or id")
    on = Date(description=SINCE)
    version = Int(description=VERSION)


class ReopenUnitInput(InputObjectType):
    """A closed unit to open again; what went to a successor stays there."""

    unit = String(required=True, description="code or id")
    on = Date(description=SINCE)
    version = Int(description=VERSION)


class CreatePersonInput(InputObjectType):
    """Somebody new, with a primary post."""

    code = String(required=True)
    full_name = String(required=True)
    unit = String(required=True, description="code or id")
    position = String()
    person_type = String(description="civil_servant unless said")
    valid_from = Date(description=SINCE)


class ChangePersonInput(InputObjectType):
    """A corrected name; another position or type in the primary post, from a day on."""

    person = String(required=True, description="code or id")
    full_name = String()
    position = String()
    person_type = String()
    on = Date(description=SINCE)
    version = Int(description=VERSION)


class DeactivatePersonInput(InputObjectType):
    """Somebody who leaves: posts end and roles are taken back."""

    person = String(required=True, description="code or id")
    on = Date(description="The last day, today or earlier; today unless said.")
    version = Int(description=VERSION)


class ReactivatePersonInput(InputObjectType):
    """Somebody who had left and comes back, with a primary post; roles are to be given anew."""

    person = String(required=True, description="code or id")
    unit = String(required=True, description="code or id")
    position = String(description="As before unless said.")
    person_type = String(description="As before unless said.")
    valid_from = Date(description="The first day back, today or earlier; today unless said.")
    version = Int(description=VERSION)


class AddPostInput(InputObjectType):
    """A further post beside the primary one; or the primary one of somebody who has none."""

    person = String(required=True, description="code or id")
    unit = String(required=True, description="code or id")
    position = String(description="The person's own unless said.")
    person_type = String(description="The person's own unless said.")
    primary = Boolean()
    valid_from = Date(description=SINCE)
    valid_to = Date(description="The last day, if it is known.")
    version = Int(description=f"{VERSION} Of the person.")


class EndPostInput(InputObjectType):
    """A post that is not primary, and its last day."""

    person = String(required=True, description="code or id")
    post = String(required=True)
    on = Date(description="The last day; today unless said.")
    version = Int(description=f"{VERSION} Of the person.")


class TransferPersonInput(InputObjectType):
    """The unit to which somebody's primary post goes; the old one ends the day before, others stay."""

    person = String(required=True, description="code or id")
    unit = String(required=True, description="code or id")
    position = String(description="As before unless said.")
    person_type = String(description="As before unless said.")
    on = Date(description="The first day there, today or earlier; today unless said.")
    version = Int(description=f"{VERSION} Of the person.")


class SetPrimaryPostInput(InputObjectType):
    """The post that is primary from a day on; the one until then stays as a further post."""

    person = String(required=True, description="code or id")
    post = String(required=True)
    on = Date(description=SINCE)
    version = Int(description=f"{VERSION} Of the person.")


class RecordLeaveInput(InputObjectType):
    """Why somebody is away, and from when to when; it may be ahead."""

    person = String(required=True, description="code or id")
    kind = String(required=True, description="annual, sick, maternity, study, secondment, unpaid or other")
    starts = Date(required=True)
    ends = Date(description="The last day, if it is known.")
    version = Int(description=f"{VERSION} Of the person.")


class EndLeaveInput(InputObjectType):
    """A leave, and its last day: an earlier return, or a later one."""

    person = String(required=True, description="code or id")
    leave = String(required=True)
    on = Date(description="The last day; today unless said.")
    version = Int(description=f"{VERSION} Of the person.")


class CancelLeaveInput(InputObjectType):
    """A leave that was never taken."""

    person = String(required=True, description="code or id")
    leave = String(required=True)
    version = Int(description=f"{VERSION} Of the person.")


class GrantRoleInput(InputObjectType):
    """A role for a person, on a unit and below, or everywhere; a delegate's is given by `delegate`."""

    person = String(required=True, description="code or id")
    role = String(required=True)
    unit = String(description="code or id")
    valid_from = Date()
    valid_to = Date()


class RevokeRoleInput(InputObjectType):
    """A grant to take back."""

    grant = String(required=True)
    version = Int(description=VERSION)


class DelegateInput(InputObjectType):
    """Who acts for a leader in a unit and below, from a day to a day."""

    leader = String(description="code or id; the caller unless said")
    delegate = String(required=True, description="code or id")
    unit = String(required=True, description="code or id")
    valid_from = Date(description="Today unless said.")
    valid_to = Date(required=True)
    reason = String()


class EndDelegationInput(InputObjectType):
    """A delegation to take back at once."""

    delegation = String(required=True)
    version = Int(description=VERSION)


class ResetPasswordInput(InputObjectType):
    """An account, and the password it has from now on."""

    name = String(required=True)
    password = String(required=True)


class ChangePasswordInput(InputObjectType):
    """One's own password, and the one that replaces it."""

    old_password = String(required=True)
    new_password = String(required=True)


class DisableAccountInput(InputObjectType):
    """An account with which nobody may sign in any more."""

    name = String(required=True)


class EnableAccountInput(InputObjectType):
    """An account that may be used again."""

    name = String(required=True)


class LinkIdentityInput(InputObjectType):
    """A subject of the city's own sign-in (OpenID Connect), and the person it means."""

    issuer = String(required=True)
    subject = String(required=True)
    person = String(required=True, description="code or id")


class UnlinkIdentityInput(InputObjectType):
    """A subject that means nobody any more."""

    issuer = String(required=True)
    subject = String(required=True)


class CreateAccountInput(InputObjectType):
    """A local sign-in for a person."""

    name = String(required=True)
    password = String(required=True)
    person = String(required=True, description="code or id")
