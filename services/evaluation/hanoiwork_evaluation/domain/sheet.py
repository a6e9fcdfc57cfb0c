"""A person's score sheet of one month and its way: draft → submitted → reviewed → approved, or back to draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.lines import Line, LineScore
from hanoiwork_evaluation.domain.refusals import OwnSheet, ReasonMissing, WrongStatus
from hanoiwork_evaluation.events import (
    SheetApproved,
    SheetFact,
    SheetGenerated,
    SheetReturned,
    SheetReviewed,
    SheetSubmitted,
)
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identifiers import new_id

LEADER = "leader"
F = TypeVar("F", bound=SheetFact)


class Status(StrEnum):
    """Where a sheet is on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    APPROVED = "approved"


STATUS_NAMES = {
    Status.DRAFT: "tự chấm điểm",
    Status.SUBMITTED: "chờ lãnh đạo đánh giá",
    Status.REVIEWED: "đã đánh giá, chờ duyệt",
    Status.APPROVED: "đã duyệt",
}
"""The steps as the city's people call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderTerms:
    """The three further terms of a leader's score, each 0 to 1: unit result (d), organising (đ), uniting (e)."""

    unit_result: Decimal
    organising: Decimal = Decimal(1)
    uniting: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The exact figures behind a total, kept with the sheet so that they are shown as they were decided on.

    `points` assigned (W), `quantity`, `quality`, `progress` reached (A, B, C), `ratio` r, `result` points for tasks.
    """

    points: Fraction
    quantity: Fraction
    quality: Fraction
    progress: Fraction
    ratio: Fraction | None
    result: Fraction | None
    lines: tuple[LineScore, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The points that a person saw on their draft when they decided to hand it in."""

    quantity: Decimal
    quality: Decimal
    progress: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """How many sheets under a leader have the same status and level (its code; None without a total)."""

    status: Status
    level: str | None
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the rules made of a sheet: general points, total (one decimal) and level code; none without work."""

    general: Decimal | None = None
    total: Decimal | None = None
    level: str | None = None
    figures: Figures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One person's sheet of one period under one rule pack; `unit_id` and `person_type` as they were when it was made.

    `lines` are empty while the sheet is a draft (the ledger is shown live) and frozen from submission on.
    """

    id: str
    person_id: str
    unit_id: str
    person_type: str
    period: str
    rule_pack: str
    status: Status = Status.DRAFT
    version: int = 1
    self_scores: tuple[RowScore, ...] = ()
    leader_scores: tuple[RowScore, ...] = ()
    terms: LeaderTerms | None = None
    lines: tuple[Line, ...] = ()
    outcome: Outcome = Outcome()
    return_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A person's place and type when sheets are made."""

    person_id: str
    unit_id: str
    person_type: str


def generated(post: Post, *, period: str, rule_pack: str) -> tuple[Sheet, SheetGenerated]:
    """Make a draft sheet for a person with work in the period."""
    sheet = Sheet(
        id=new_id(),
        person_id=post.person_id,
        unit_id=post.unit_id,
        person_type=post.person_type,
        period=period,
        rule_pack=rule_pack,
    )
    return sheet, _fact(SheetGenerated, sheet)


def refreshed(sheet: Sheet, post: Post) -> Sheet:
    """A draft brought up to date with the person's post; anything past draft is left alone."""
    if sheet.status is not Status.DRAFT or (sheet.unit_id, sheet.person_type) == (post.unit_id, post.person_type):
        return sheet
    return replace(sheet, unit_id=post.unit_id, person_type=post.person_type, version=sheet.version + 1)


def submitted(
    sheet: Sheet, *, scores: Sequence[RowScore], lines: Sequence[Line], terms: LeaderTerms | None, outcome: Outcome
) -> tuple[Sheet, SheetSubmitted]:
    """Hand in a draft: the person's own scores and the task lines as they stand now."""
    _must_be(sheet, Status.DRAFT)
    after = replace(
        sheet,
        status=Status.SUBMITTED,
        version=sheet.version + 1,
        self_scores=tuple(scores),
        leader_scores=(),
        lines=tuple(lines),
        terms=terms,
        outcome=outcome,
        return_reason=None,
    )
    return after, _fact(SheetSubmitted, after)


def reviewed(
    sheet: Sheet, *, by: str, scores: Sequence[RowScore], terms: LeaderTerms | None, outcome: Outcome
) -> tuple[Sheet, SheetReviewed]:
    """Put the leader's scores on a submitted sheet; a reviewed one may be reviewed again until it is approved."""
    _not_own(sheet, by)
    _must_be(sheet, Status.SUBMITTED, Status.REVIEWED)
    after = replace(
        sheet,
        status=Status.REVIEWED,
        version=sheet.version + 1,
        leader_scores=tuple(scores),
        terms=terms,
        outcome=outcome,
    )
    return after, _fact(SheetReviewed, after)


def returned(sheet: Sheet, *, by: str, reason: str) -> tuple[Sheet, SheetReturned]:
    """Give a sheet back to be scored again: a draft once more, its figures live, its scores kept to start from."""
    _not_own(sheet, by)
    _must_be(sheet, Status.SUBMITTED, Status.REVIEWED)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    after = replace(
        sheet,
        status=Status.DRAFT,
        version=sheet.version + 1,
        leader_scores=(),
        lines=(),
        terms=None,
        outcome=Outcome(),
        return_reason=reason.strip(),
    )
    return after, _fact(SheetReturned, after)


def approved(sheet: Sheet, *, by: str, terms: LeaderTerms | None, outcome: Outcome) -> tuple[Sheet, SheetApproved]:
    """Make a reviewed sheet final, with a leader's unit result as it is now that the managed sheets are final."""
    _not_own(sheet, by)
    _must_be(sheet, Status.REVIEWED)
    after = replace(sheet, status=Status.APPROVED, version=sheet.version + 1, terms=terms, outcome=outcome)
    return after, _fact(SheetApproved, after)


def expect_version(sheet: Sheet, version: int | None) -> None:
    """Refuse a change that was decided on an older state of the sheet."""
    if version not in (None, sheet.version):
        raise Stale(current=sheet.version, sent=version)


def _must_be(sheet: Sheet, *allowed: Status) -> None:
    if sheet.status not in allowed:
        raise WrongStatus(
            status=sheet.status.value,
            status_vi=STATUS_NAMES[sheet.status],
            allowed=", ".join(status.value for status in allowed),
            allowed_vi=", ".join(STATUS_NAMES[status] for status in allowed),
        )


def _not_own(sheet: Sheet, by: str) -> None:
    if sheet.person_id == by:
        raise OwnSheet


def _fact(fact: type[F], sheet: Sheet) -> F:
    return fact(
        sheet_id=sheet.id,
        person_id=sheet.person_id,
        unit_id=sheet.unit_id,
        period=sheet.period,
        status=sheet.status.value,
        version=sheet.version,
    )
