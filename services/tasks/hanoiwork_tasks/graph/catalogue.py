"""The catalogue, as GraphQL types, questions and changes."""

from graphene import InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, asked, commanded, joined, paged


class CatalogueEntry(ObjectType):
    """A revision of an entry of a unit's catalogue: what a unit of product weighs and how long it takes."""

    id = String(required=True)
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Whose catalogue it is.")
    code = String(required=True)
    revision = Int(required=True)
    title = String(required=True)
    product = String(required=True)
    measured_in = String(required=True, description="What the product is counted in.")
    points = Decimal(required=True, description="What one unit of product weighs.")
    group = String(required=True, description="okr_kpi, routine or arising")
    working_days = Int(description="The standard duration; null when there is none.")
    authority = String(required=True, description="Within whose authority the work is done, unless a task says so.")
    effective_from = Date(required=True)
    retired_from = Date(description="The first day without it.")
    state = String(required=True, description="submitted, approved or returned")
    proposed_by = joined(Ref("Person"), "directory.people_by_ids", key="proposed_by", description="Who proposed it.")
    proposed_at = DateTime(required=True)
    decided_by = joined(Ref("Person"), "directory.people_by_ids", key="decided_by", description="Who decided.")
    decided_at = DateTime()
    note = String(required=True, description="Why it was returned.")
    revisions = joined(
        lambda: List(NonNull(CatalogueEntry)),
        "tasks.entry_histories",
        key="id",
        description="All revisions of the entry, oldest first.",
    )
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class EntryTermsInput(InputObjectType):
    """What an entry says of a product; in force from today unless another day is given."""

    title = String(required=True)
    product = String(required=True)
    measured_in = String(required=True)
    points = Decimal(required=True, description="Per unit of product.")
    group = String(description="okr_kpi, routine (when left out) or arising")
    working_days = Int(description="1 to 366.")
    authority = String()
    effective_from = Date()


class ProposeEntryInput(EntryTermsInput):
    """A new entry of a unit; approved at once when whoever leads the unit proposes it."""

    unit = String(required=True)
    code = String(required=True)


class EntryStepInput(InputObjectType):
    """A revision, by its id, as the caller last saw it."""

    entry = String(required=True)
    version = Int()


class ReviseEntryInput(EntryTermsInput):
    """A change of an approved entry by another revision, or of a returned revision, to be proposed again."""

    entry = String(required=True)
    version = Int()


class ReturnEntryInput(EntryStepInput):
    """Why the proposal goes back."""

    reason = String(required=True)


class RetireEntryInput(EntryStepInput):
    """The first day without the entry; today when left out."""

    on = Date()


class CatalogueQuery(ObjectType):
    """Questions about what products weigh."""

    catalogue = paged(
        CatalogueEntry,
        "tasks.catalogue",
        unit=String(required=True),
        on=Date(),
        search=String(),
        description="What is in force for a unit on a day, by code: its own entries and those of the units above.",
    )
    entries_to_approve = asked(
        List(NonNull(CatalogueEntry)),
        "tasks.entries_to_approve",
        description="Proposals that the caller may decide on, oldest first.",
    )


class CatalogueMutation(ObjectType):
    """Changes to the catalogue."""

    propose_entry = commanded("tasks.propose_entry", ProposeEntryInput, entry=CatalogueEntry)
    revise_entry = commanded("tasks.revise_entry", ReviseEntryInput, entry=CatalogueEntry)
    approve_entry = commanded("tasks.approve_entry", EntryStepInput, entry=CatalogueEntry)
    return_entry = commanded("tasks.return_entry", ReturnEntryInput, entry=CatalogueEntry)
    retire_entry = commanded("tasks.retire_entry", RetireEntryInput, entry=CatalogueEntry)
