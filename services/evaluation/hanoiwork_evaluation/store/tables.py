"""The tables of this service. Points are kept as exact text; days are Hanoi's, moments UTC."""

from fractions import Fraction

from sqlalchemy import (
    BigInteger,
    Boolean,
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


class FractionText(TypeDecorator[Fraction]):
    """An exact fraction kept as text: 305/396, or 104 where it is whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        """Write a fraction as text."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:
        """Read it back."""
        del dialect
        return None if value is None else Fraction(value)


tasks = Table(
    "ledger_task",
    metadata,
    Column("task_id", String(36), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("code", String(80), nullable=False),
    Column("task_group", String(20), nullable=False),
    Column("unit_id", String(36), nullable=False),
    Column("person_id", String(36)),
    Column("points", DecimalText, nullable=False),
    Column("quantity", DecimalText, nullable=False),
    Column("accepted_quantity", DecimalText, nullable=False),
    Column("quality_failures", Integer, nullable=False),
    Column("late_days", Integer, nullable=False),
    Column("waived_days", Integer, nullable=False),
    Column("due", Date),
    Column("status", String(20), nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("objective_id", String(36)),
    Index("ledger_task_person", "person_id", "due"),
    Index("ledger_task_due", "due"),
    Index("ledger_task_objective", "objective_id", "due"),
)

objectives = Table(
    "ledger_objective",
    metadata,
    Column("objective_id", String(36), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("parent_id", String(36)),
    Index("ledger_objective_parent", "parent_id"),
)

periods = Table(
    "scoring_period",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(7), nullable=False, unique=True),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("rule_pack", String(80), nullable=False),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
)

runs = Table(
    "evaluation_run",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("period", String(7), nullable=False, index=True),
    Column("rule_pack", String(80), nullable=False),
    Column("started_by", String(36), nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("people", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("chunks", Integer, nullable=False),
)

chunks = Table(
    "run_chunk",
    metadata,
    Column("run_id", String(36), ForeignKey("evaluation_run.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("people", Text, nullable=False),
    Column("fence", Integer, nullable=False, default=0),
    Column("lent_until", Moment),
    Column("done", Boolean, nullable=False, default=False),
    Column("generated", Integer, nullable=False, default=0),
    Column("refreshed", Integer, nullable=False, default=0),
    Column("untouched", Integer, nullable=False, default=0),
    Index("run_chunk_waiting", "done", "lent_until"),
)

sheets = Table(
    "sheet",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("unit_id", String(36), nullable=False),
    Column("person_type", String(40), nullable=False),
    Column("period", String(7), nullable=False),
    Column("rule_pack", String(80), nullable=False),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("unit_result", DecimalText),
    Column("organising", DecimalText),
    Column("uniting", DecimalText),
    Column("general", DecimalText),
    Column("total", DecimalText),
    Column("level", String(40)),
    Column("return_reason", Text),
    *(Column(name, FractionText) for name in ("points", "quantity", "quality", "progress", "ratio", "result")),
    UniqueConstraint("person_id", "period", "rule_pack", name="sheet_once"),
    Index("sheet_period_unit", "period", "unit_id"),
)

rows = Table(
    "sheet_row",
    metadata,
    Column("sheet_id", String(36), ForeignKey("sheet.id"), primary_key=True),
    Column("code", String(20), primary_key=True),
    Column("self_score", DecimalText),
    Column("leader_score", DecimalText),
)

lines = Table(
    "sheet_line",
    metadata,
    Column("sheet_id", String(36), ForeignKey("sheet.id"), primary_key=True),
    Column("task_id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("task_group", String(20), nullable=False),
    Column("points", DecimalText, nullable=False),
    Column("completed", Boolean, nullable=False),
    Column("quantity", DecimalText),
    Column("accepted_quantity", DecimalText),
    Column("quality_failures", Integer, nullable=False),
    Column("late_days", Integer, nullable=False),
    Column("waived_days", Integer, nullable=False),
    *(Column(name, FractionText) for name in ("quantity_points", "quality_points", "progress_points")),
)

reads = Table(
    "sheet_read",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("sheet_id", String(36), ForeignKey("sheet.id"), nullable=False, index=True),
    Column("person_id", String(36), nullable=False, index=True),
    Column("reader_id", String(36), nullable=False, index=True),
    Column("moment", Moment, nullable=False),
)
