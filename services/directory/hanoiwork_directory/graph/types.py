"""What is shown of units, people, posts, leaves and grants."""

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, joined, paged


class UnitStanding(ObjectType):
    """How a unit stood from a day to a day, both included."""

    code = String(required=True)
    name = String(required=True)
    kind = String(required=True)
    closed = Boolean(required=True)
    valid_from = Date(required=True)
    valid_to = Date(description="None while it still stands so.")
    parent = joined(lambda: Unit, "directory.units_by_ids", key="parent_id", description="The unit it was under.")
    merged_into = joined(lambda: Unit, "directory.units_by_ids", key="merged_into")


class Unit(ObjectType):
    """A part of the city's administration; asked for as of a day, it is shown as it then stood, and so is its line."""

    id = String(required=True)
    code = String(required=True)
    name = String(required=True)
    kind = String(required=True, description="city, department, ward, commune or division")
    closed = Boolean(required=True)
    version = Int(required=True)
    parent = joined(lambda: Unit, "directory.parents_by_units", key="at", description="The unit it is under.")
    children = joined(lambda: List(NonNull(Unit)), "directory.units_by_parents", key="at")
    people = paged(
        lambda: Person, "directory.people_by_units", key="id", description="Whose primary post is here today."
    )
    posts = paged(
        lambda: Post,
        "directory.posts_by_units",
        key="at",
        as_of=Date(),
        description="The posts here on a day, primary or not; today unless said.",
    )
    merged_into = joined(
        lambda: Unit, "directory.units_by_ids", key="merged_into", description="The unit that took over."
    )
    history = joined(
        lambda: List(NonNull(UnitStanding)), "directory.histories_by_units", key="id", description="Oldest first."
    )


class Post(ObjectType):
    """A stay of a person in a unit, in one position and as one type, from a day to a day, both included."""

    id = String(required=True)
    position = String(required=True)
    person_type = String(required=True, description="leader, civil_servant, public_employee or contract_worker")
    primary = Boolean(required=True)
    valid_from = Date(required=True)
    valid_to = Date(description="None while it has no end.")
    unit = joined(Unit, "directory.units_by_ids", key="unit_id")
    person = joined(lambda: Person, "directory.people_by_ids", key="person_id")


class Leave(ObjectType):
    """A time away, both days included."""

    id = String(required=True)
    kind = String(required=True, description="annual, sick, maternity, study, secondment, unpaid or other")
    starts = Date(required=True)
    ends = Date(description="None while the return is not known.")
    cancelled = Boolean(required=True)


class Person(ObjectType):
    """Somebody who works for the city; position, type and unit are those of the primary post."""

    id = String(required=True)
    code = String(required=True)
    full_name = String(required=True)
    position = String(required=True)
    person_type = String(required=True, description="leader, civil_servant, public_employee or contract_worker")
    active = Boolean(required=True)
    version = Int(required=True)
    unit = joined(Unit, "directory.units_by_ids", key="unit_id")
    posts = joined(
        List(NonNull(Post)),
        "directory.posts_by_people",
        key="id",
        as_of=Date(),
        description="Every post there ever was, by the day it began, or those of a day.",
    )
    leaves = joined(
        List(NonNull(Leave)),
        "directory.leaves_by_people",
        key="id",
        description="By the day they begin; null for whoever is not in the person's own line.",
    )


class Grant(ObjectType):
    """A role on a unit and everything under it; no unit means everywhere."""

    id = String(required=True)
    role = String(required=True)
    unit = joined(Unit, "directory.units_by_ids", key="unit_id")
    person = joined(Person, "directory.people_by_ids", key="person_id")
    acts_for = joined(
        Person, "directory.people_by_ids", key="acts_for", description="The leader on whose behalf a delegate acts."
    )
    reason = String(description="Why it was delegated; null to whom that is no business of.")
    valid_from = Date(required=True)
    valid_to = Date()
    revoked = Boolean(required=True)
    version = Int(required=True)


class Me(ObjectType):
    """The person who asks, and the grants in force today."""

    account = String(required=True)
    person = Field(NonNull(Person))
    grants = NonNull(List(NonNull(Grant)))


class Account(ObjectType):
    """A local sign-in."""

    name = String(required=True)
    disabled = Boolean(required=True)
    person = joined(Person, "directory.people_by_ids", key="person_id")


class ExternalIdentity(ObjectType):
    """A subject of the city's own sign-in, and the person it means."""

    issuer = String(required=True)
    subject = String(required=True)
    person = joined(Person, "directory.people_by_ids", key="person_id")


class SheetReport(ObjectType):
    """What loading one sheet did, or would do in a dry run."""

    sheet = String(required=True, description="units, people or grants")
    rows = Int(required=True)
    created = Int(required=True)
    changed = Int(required=True)
    unchanged = Int(required=True)


class ImportReport(ObjectType):
    """What loading a file did, or would do in a dry run: in all, and by sheet."""

    rows = Int(required=True)
    created = Int(required=True)
    changed = Int(required=True)
    unchanged = Int(required=True)
    dry_run = Boolean(required=True)
    sheets = NonNull(List(NonNull(SheetReport)))
