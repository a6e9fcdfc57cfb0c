"""What the directory adds to the GraphQL schema: units, people, who I am."""

from graphene import Boolean, Field, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, GraphPart, asked, commanded, joined, paged


class Unit(ObjectType):
    """A part of the city's administration."""

    id = String(required=True)
    code = String(required=True)
    name = String(required=True)
    kind = String(required=True, description="city, department, ward, commune or division")
    closed = Boolean(required=True)
    version = Int(required=True)
    parent = joined(lambda: Unit, "directory.units_by_ids", key="parent_id")
    children = joined(lambda: List(NonNull(Unit)), "directory.units_by_parents", key="id")
    people = paged(lambda: Person, "directory.people_by_units", key="id")


class Person(ObjectType):
    """Somebody who works for the city."""

    id = String(required=True)
    code = String(required=True)
    full_name = String(required=True)
    position = String(required=True)
    person_type = String(required=True, description="leader, civil_servant, public_employee or contract_worker")
    active = Boolean(required=True)
    version = Int(required=True)
    unit = joined(Unit, "directory.units_by_ids", key="unit_id")


class Grant(ObjectType):
    """A role on a unit and everything under it; no unit means everywhere."""

    id = String(required=True)
    role = String(required=True)
    unit = joined(Unit, "directory.units_by_ids", key="unit_id")
    person = joined(Person, "directory.people_by_ids", key="person_id")
    valid_from = Date(required=True)
    valid_to = Date()
    revoked = Boolean(required=True)


class Me(ObjectType):
    """The person who asks, and the grants in force today."""

    account = String(required=True)
    person = Field(NonNull(Person))
    grants = NonNull(List(NonNull(Grant)))


class Account(ObjectType):
    """A local sign-in."""

    name = String(required=True)
    person = joined(Person, "directory.people_by_ids", key="person_id")


class ImportReport(ObjectType):
    """What loading a file did, or would do in a dry run."""

    rows = Int(required=True)
    created = Int(required=True)
    changed = Int(required=True)
    unchanged = Int(required=True)
    dry_run = Boolean(required=True)


class ImportFileInput(InputObjectType):
    """The text of a CSV file; a dry run only says what would happen."""

    content = String(required=True)
    dry_run = Boolean()


class GrantRoleInput(InputObjectType):
    """A role for a person, on a unit and below, or everywhere."""

    person = String(required=True, description="code or id")
    role = String(required=True)
    unit = String(description="code or id")
    valid_from = Date()
    valid_to = Date()


class RevokeRoleInput(InputObjectType):
    """A grant to take back."""

    grant = String(required=True)


class CreateAccountInput(InputObjectType):
    """A local sign-in for a person."""

    name = String(required=True)
    password = String(required=True)
    person = String(required=True, description="code or id")


class Query(ObjectType):
    """Questions to the directory."""

    me = asked(Me, "directory.me", description="Who is asking.")
    unit = asked(Unit, "directory.unit", key=String(required=True), description="One unit by code or id.")
    units = asked(
        NonNull(List(NonNull(Unit))),
        "directory.units",
        kind=String(),
        parent=String(),
        description="Units by code, all or of a kind or right under a parent.",
    )
    person = asked(Person, "directory.person", key=String(required=True), description="One person by code or id.")
    people = paged(
        Person,
        "directory.people",
        unit=String(),
        search=String(),
        description="People by code; `search` looks into names without accents.",
    )


class Mutation(ObjectType):
    """Changes to the directory."""

    import_units = commanded("directory.import_units", ImportFileInput, report=ImportReport)
    import_people = commanded("directory.import_people", ImportFileInput, report=ImportReport)
    grant_role = commanded("directory.grant_role", GrantRoleInput, grant=Grant)
    revoke_role = commanded("directory.revoke_role", RevokeRoleInput, grant=Grant)
    create_account = commanded("directory.create_account", CreateAccountInput, account=Account)


part = GraphPart(query=Query, mutation=Mutation, types=(Unit, Person))
