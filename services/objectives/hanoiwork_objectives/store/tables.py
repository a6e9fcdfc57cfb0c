"""The tables of this service."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from hanoiwork_shared.columns import DecimalText, Moment

metadata = MetaData()

objectives = Table(
    "objective",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("title", String(500), nullable=False),
    Column("cycle", String(20), nullable=False),
    Column("unit_id", String(36), nullable=False),
    Column("owner_id", String(36)),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("weight", DecimalText, nullable=False),
    Column("parent_objective_id", String(36)),
    Column("parent_measure_id", String(36)),
    Column("status", String(20), nullable=False),
    Column("percent", DecimalText),
    Column("fresh_until", Date),
    Column("version", Integer, nullable=False),
    Column("reviewer_id", String(36)),
    Column("contributors", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("result", String(20)),
    Column("retrospective", Text, nullable=False),
    Column("closed_on", Date),
    Column("archived_from", String(20)),
    Column("folded", Text, nullable=False),
    UniqueConstraint("cycle", "code", name="objective_code"),
    Index("objective_parent", "parent_objective_id"),
    Index("objective_of_code", "code"),
    Index("objective_unit", "unit_id", "cycle", "code"),
)

measures = Table(
    "measure",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("cycle", String(20), nullable=False),
    Column("objective_id", String(36), ForeignKey("objective.id")),
    Column("kind", String(20), nullable=False),
    Column("title", String(500), nullable=False),
    Column("direction", String(20), nullable=False),
    Column("low", DecimalText),
    Column("high", DecimalText),
    Column("goal", DecimalText),
    Column("strict", Boolean, nullable=False),
    Column("baseline", DecimalText, nullable=False),
    Column("steps", Text, nullable=False),
    Column("unit", String(80), nullable=False),
    Column("weight", DecimalText, nullable=False),
    Column("owner_id", String(36)),
    Column("frequency", String(20), nullable=False),
    Column("source", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("current", DecimalText),
    Column("last_on", Date),
    Column("percent", DecimalText, nullable=False),
    Column("fresh_until", Date),
    Column("version", Integer, nullable=False),
    Column("commit", DecimalText),
    Column("stretch", DecimalText),
    Column("precision", Integer),
    Column("waypoints", Text, nullable=False),
    Column("formula", Text),
    Column("parent_id", String(36)),
    Column("unit_id", String(36)),
    Column("removed", Boolean, nullable=False),
    UniqueConstraint("cycle", "code", name="measure_code"),
    Index("measure_objective", "objective_id"),
    Index("measure_of_code", "code"),
    Index("measure_parent", "parent_id"),
    Index("measure_unit", "unit_id"),
)

measure_parts = Table(
    "measure_part",
    metadata,
    Column("measure_id", String(36), ForeignKey("measure.id"), primary_key=True),
    Column("part_id", String(36), ForeignKey("measure.id"), primary_key=True),
    Index("measure_part_of", "part_id"),
)

measure_uses = Table(
    "measure_use",
    metadata,
    Column("objective_id", String(36), ForeignKey("objective.id"), primary_key=True),
    Column("measure_id", String(36), ForeignKey("measure.id"), primary_key=True),
    Column("weight", DecimalText, nullable=False),
    Column("percent", DecimalText),
    Column("fresh_until", Date),
    Column("current", DecimalText),
    Column("last_on", Date),
    Index("measure_use_of", "measure_id"),
)

check_ins = Table(
    "check_in",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("measure_id", String(36), ForeignKey("measure.id"), nullable=False),
    Column("person_id", String(36), nullable=False),
    Column("value", DecimalText, nullable=False),
    Column("on", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("confidence", Integer),
    Column("note", Text, nullable=False),
    Column("difficulty", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("corrects", String(36), unique=True),
    Column("percent_before", DecimalText, nullable=False),
    Column("percent_after", DecimalText, nullable=False),
    Column("expected_percent", DecimalText),
    Column("status", String(20)),
    Column("acknowledged_by", String(36)),
    Column("acknowledged_at", Moment),
    Column("acknowledgement", Text, nullable=False),
    Index("check_in_newest", "measure_id", "on", "sequence"),
)

task_shares = Table(
    "task_share",
    metadata,
    Column("task_id", String(36), primary_key=True),
    Column("measure_id", String(36)),
    Column("points", DecimalText, nullable=False),
    Column("quantity", DecimalText, nullable=False),
    Column("accepted_quantity", DecimalText, nullable=False),
    Column("status", String(20), nullable=False),
    Column("told_on", Date, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("broken_down", Boolean, nullable=False),
    Index("task_share_measure", "measure_id"),
)

approvals = Table(
    "objective_approval",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("objective_id", String(36), ForeignKey("objective.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("submitted_by", String(36), nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("person_id", String(36)),
    Column("unit_id", String(36)),
    Column("decision", String(20)),
    Column("decided_by", String(36)),
    Column("decided_for", String(36)),
    Column("decided_at", Moment),
    Column("note", Text, nullable=False),
    UniqueConstraint("objective_id", "round", "place", name="objective_approval_place"),
)
watches = Table(
    "watch",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("subject", String(20), nullable=False),
    Column("told", String(20)),
    Column("next_look", Date),
    Index("watch_due", "next_look", "id"),
)

feed_items = Table(
    "feed_item",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("source_key", String(200), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("check_in_id", String(36), ForeignKey("check_in.id"), nullable=False),
)


def _states(name: str, *more: Column[Any] | Index) -> Table:
    """The states of one kind of thing by day; `above` is the objective directly above."""
    return Table(
        name,
        metadata,
        Column("id", String(36), primary_key=True),
        Column("day", Date, primary_key=True),
        Column("cycle", String(20), nullable=False),
        Column("above", String(36)),
        Column("version", Integer, nullable=False),
        Column("state", Text, nullable=False),
        Index(f"{name}_cycle", "cycle", "day", "id"),
        Index(f"{name}_above", "above"),
        *more,
    )


use_states = Table(
    "use_state",
    metadata,
    Column("objective_id", String(36), primary_key=True),
    Column("measure_id", String(36), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("state", Text),
    Index("use_state_of", "measure_id"),
)

objective_states = _states("objective_state")
measure_states = _states("measure_state", Column("parent_id", String(36)), Index("measure_state_parent", "parent_id"))
