"""What the directory adds to the GraphQL schema: units, people with their posts, leaves and grants, who I am."""

from graphene import List, NonNull, ObjectType, String

from hanoiwork_directory.graph import inputs
from hanoiwork_directory.graph.types import (
    Account,
    ExternalIdentity,
    Grant,
    ImportReport,
    Me,
    Person,
    Unit,
)
from hanoiwork_shared.graph import Date, ExportedFile, GraphPart, asked, commanded, paged


class Query(ObjectType):
    """Questions to the directory."""

    me = asked(Me, "directory.me", description="Who is asking.")
    unit = asked(
        Unit,
        "directory.unit",
        key=String(required=True),
        as_of=Date(),
        description="One unit by code or id, as it is or as it stood on a day.",
    )
    units = asked(
        NonNull(List(NonNull(Unit))),
        "directory.units",
        kind=String(),
        parent=String(),
        as_of=Date(),
        description="Units by code, all or of a kind or right under a parent, as they are or as they stood on a day.",
    )
    person = asked(Person, "directory.person", key=String(required=True), description="One person by code or id.")
    people = paged(
        Person,
        "directory.people",
        unit=String(),
        search=String(),
        description="People by code; `search` looks into names without accents.",
    )
    grants = paged(
        Grant,
        "directory.grants",
        person=String(),
        unit=String(),
        as_of=Date(),
        description="The grants of a person or on a unit, oldest first: all there ever were, or those of a day.",
    )
    export_directory = asked(
        ExportedFile,
        "directory.export_directory",
        format=String(description="xlsx (unless said) or csv"),
        what=String(description="units, people, grants, or directory for all three in one XLSX (unless said)"),
        description="What the directory has, as a file that it loads again without a change.",
    )
    delegations = paged(
        Grant,
        "directory.delegations",
        person=String(),
        unit=String(),
        as_of=Date(),
        description="Who acts for whom: delegations to or by a person, or on a unit; all there ever were, or of a day.",
    )


class Mutation(ObjectType):
    """Changes to the directory."""

    import_units = commanded("directory.import_units", inputs.ImportFileInput, report=ImportReport)
    import_people = commanded("directory.import_people", inputs.ImportFileInput, report=ImportReport)
    import_grants = commanded("directory.import_grants", inputs.ImportFileInput, report=ImportReport)
    import_directory = commanded(
        "directory.import_directory",
        inputs.ImportFileInput,
        report=ImportReport,
        description="Load one XLSX with sheets units, people, grants, or some of them: all of it or nothing.",
    )
    create_unit = commanded("directory.create_unit", inputs.CreateUnitInput, unit=Unit)
    rename_unit = commanded("directory.rename_unit", inputs.RenameUnitInput, unit=Unit)
    move_unit = commanded("directory.move_unit", inputs.MoveUnitInput, unit=Unit)
    merge_units = commanded("directory.merge_units", inputs.MergeUnitsInput, unit=Unit)
    close_unit = commanded("directory.close_unit", inputs.CloseUnitInput, unit=Unit)
    reopen_unit = commanded("directory.reopen_unit", inputs.ReopenUnitInput, unit=Unit)
    create_person = commanded("directory.create_person", inputs.CreatePersonInput, person=Person)
    change_person = commanded("directory.change_person", inputs.ChangePersonInput, person=Person)
    deactivate_person = commanded("directory.deactivate_person", inputs.DeactivatePersonInput, person=Person)
    reactivate_person = commanded("directory.reactivate_person", inputs.ReactivatePersonInput, person=Person)
    add_post = commanded("directory.add_post", inputs.AddPostInput, person=Person)
    end_post = commanded("directory.end_post", inputs.EndPostInput, person=Person)
    transfer_person = commanded("directory.transfer_person", inputs.TransferPersonInput, person=Person)
    set_primary_post = commanded("directory.set_primary_post", inputs.SetPrimaryPostInput, person=Person)
    record_leave = commanded("directory.record_leave", inputs.RecordLeaveInput, person=Person)
    end_leave = commanded("directory.end_leave", inputs.EndLeaveInput, person=Person)
    cancel_leave = commanded("directory.cancel_leave", inputs.CancelLeaveInput, person=Person)
    grant_role = commanded("directory.grant_role", inputs.GrantRoleInput, grant=Grant)
    revoke_role = commanded("directory.revoke_role", inputs.RevokeRoleInput, grant=Grant)
    delegate = commanded("directory.delegate", inputs.DelegateInput, delegation=Grant)
    end_delegation = commanded("directory.end_delegation", inputs.EndDelegationInput, delegation=Grant)
    create_account = commanded("directory.create_account", inputs.CreateAccountInput, account=Account)
    change_password = commanded("directory.change_password", inputs.ChangePasswordInput, account=Account)
    reset_password = commanded("directory.reset_password", inputs.ResetPasswordInput, account=Account)
    disable_account = commanded("directory.disable_account", inputs.DisableAccountInput, account=Account)
    enable_account = commanded("directory.enable_account", inputs.EnableAccountInput, account=Account)
    link_identity = commanded("directory.link_identity", inputs.LinkIdentityInput, identity=ExternalIdentity)
    unlink_identity = commanded("directory.unlink_identity", inputs.UnlinkIdentityInput, identity=ExternalIdentity)


part = GraphPart(query=Query, mutation=Mutation, types=(Unit, Person))
