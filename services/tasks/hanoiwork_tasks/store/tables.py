"""The tables of tasks; points are whole hundredths, quantities exact text, people and units identifiers only."""

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from hanoiwork_shared.columns import DecimalText, Moment

metadata = MetaData()
NO_DUE = date(9999, 12, 31)
_HUNDRED = 100


class Hundredths(TypeDecorator[Decimal]):
    """Points kept as whole hundredths, so that SQL adds them exactly on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Write points as hundredths."""
        del dialect
        return None if value is None else int(value * _HUNDRED)

    def process_result_value(self, value: int | Decimal | None, dialect: Dialect) -> Decimal | None:
        """Read points, or a sum of points, back."""
        del dialect
        return None if value is None else Decimal(value) / _HUNDRED


def _id(name: str, target: str | None = None, *, nullable: bool = False) -> Column[str]:
    if target is None:
        return Column(name, String(36), nullable=nullable)
    return Column(name, String(36), ForeignKey(target), nullable=nullable)


workspaces = Table(
    "workspace",
    metadata,
    Column("id", String(36), primary_key=True),
    _id("unit_id"),
    Column("kind", String(20), nullable=False),
    Column("title", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("unit_id", "kind", "title", name="workspace_title"),
)

plans = Table(
    "plan",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    _id("unit_id"),
    _id("workspace_id", "workspace.id"),
    Column("version", Integer, nullable=False),
    UniqueConstraint("unit_id", "code", name="plan_code"),
)

plan_groups = Table(
    "plan_group",
    metadata,
    Column("id", String(36), primary_key=True),
    _id("plan_id", "plan.id"),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("plan_id", "code", name="plan_group_code"),
)

plan_items = Table(
    "plan_item",
    metadata,
    Column("id", String(36), primary_key=True),
    _id("plan_id", "plan.id"),
    _id("group_id", "plan_group.id"),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    _id("lead_unit_id"),
    Column("deadline", String(20), nullable=False),
    Column("due", Date, nullable=False),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("plan_id", "code", name="plan_item_code"),
    Index("plan_item_lead", "lead_unit_id"),
)

lists = Table(
    "task_list",
    metadata,
    Column("id", String(36), primary_key=True),
    _id("workspace_id", "workspace.id"),
    _id("plan_id", "plan.id", nullable=True),
    Column("title", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_list_workspace", "workspace_id"),
)

tasks = Table(
    "task",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    _id("owner_id"),
    Column("title", Text, nullable=False),
    Column("folded_title", Text, nullable=False),
    Column("group", String(20), nullable=False),
    _id("unit_id"),
    _id("created_by"),
    Column("created_at", Moment, nullable=False),
    Column("status", String(20), nullable=False),
    _id("person_id", nullable=True),
    _id("assigner_id", nullable=True),
    _id("objective_id", nullable=True),
    _id("measure_id", nullable=True),
    _id("list_id", "task_list.id", nullable=True),
    _id("parent_id", "task.id", nullable=True),
    _id("plan_item_id", "plan_item.id", nullable=True),
    Column("product", Text, nullable=False),
    Column("quantity", DecimalText, nullable=False),
    Column("accepted_quantity", DecimalText, nullable=False),
    Column("points", Hundredths, nullable=False),
    Column("authority", Text, nullable=False),
    Column("starts", Date),
    Column("due", Date),
    Column("due_order", Date, nullable=False),
    Column("first_due", Date),
    Column("percent", Integer, nullable=False),
    Column("progress_note", Text, nullable=False),
    Column("product_note", Text, nullable=False),
    Column("submitted_on", Date),
    Column("delivered_on", Date),
    Column("late_days", Integer, nullable=False),
    Column("quality_failures", Integer, nullable=False),
    Column("record", String(64)),
    Column("version", Integer, nullable=False),
    UniqueConstraint("owner_id", "code", name="task_code"),
    Index("task_by_code", "code"),
    Index("task_by_due", "due_order", "id"),
    Index("task_by_unit", "unit_id", "due_order", "id"),
    Index("task_by_person", "person_id", "due_order", "id"),
    Index("task_by_assigner", "assigner_id", "status"),
    Index("task_by_objective", "objective_id"),
    Index("task_by_measure", "measure_id"),
    Index("task_by_parent", "parent_id"),
    Index("task_by_item", "plan_item_id"),
    Index("task_by_list", "list_id"),
)
"""`due_order` is the deadline, or a day after all others for tasks without one: what lists are ordered by."""

collaborators = Table(
    "task_collaborator",
    metadata,
    Column("task_id", String(36), ForeignKey("task.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _id("person_id", nullable=True),
    _id("unit_id", nullable=True),
)

activities = Table(
    "task_activity",
    metadata,
    Column("id", String(36), primary_key=True),
    _id("task_id", "task.id"),
    Column("at", Moment, nullable=False),
    _id("person_id"),
    Column("what", String(40), nullable=False),
    Column("before", String(80), nullable=False),
    Column("after", String(80), nullable=False),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_activity_task", "task_id", "at", "id"),
)

difficulties = Table(
    "task_difficulty",
    metadata,
    Column("id", String(36), primary_key=True),
    _id("task_id", "task.id"),
    Column("text", Text, nullable=False),
    _id("owed_by_unit_id", nullable=True),
    _id("raised_by"),
    Column("raised_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_difficulty_task", "task_id"),
)

counters = Table(
    "task_counter",
    metadata,
    Column("owner_id", String(36), primary_key=True),
    Column("last", Integer, nullable=False),
)

objectives = Table(
    "known_objective",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("cycle", String(40), nullable=False),
    _id("unit_id"),
    _id("parent_id", nullable=True),
    _id("parent_measure_id", nullable=True),
    Column("status", String(20), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Index("known_objective_code", "code"),
    Index("known_objective_parent", "parent_id"),
    Index("known_objective_parent_measure", "parent_measure_id"),
)

measures = Table(
    "known_measure",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    _id("objective_id", nullable=True),
    _id("parent_id", nullable=True),
    Column("status", String(20), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Index("known_measure_code", "code"),
    Index("known_measure_parent", "parent_id"),
)
