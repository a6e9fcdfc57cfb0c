"""Writing a task down and giving it to its one lead."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

from hanoiwork_tasks.domain.clears import all_clear
from hanoiwork_tasks.domain.flow import Step, stands
from hanoiwork_tasks.domain.refusals import HandOverTooLate, SecondLead, TermsFixed
from hanoiwork_tasks.domain.task import WORKABLE, Collaborator, Status, Task, in_order, measure_out, weigh
from hanoiwork_tasks.events import TaskAssigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed at assignment; a part left None stays as the draft has it.

    `entry_id` is the revision of the catalogue that weighs the task.
    """

    title: str | None = None
    product: str | None = None
    quantity: Decimal | None = None
    points: Decimal | None = None
    authority: str | None = None
    starts: date | None = None
    due: date | None = None
    entry_id: str | None = None

    def given(self) -> dict[str, object]:
        """The parts that are there."""
        parts = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: part for name, part in parts.items() if part is not None}


TERMS = frozenset(field.name for field in fields(Terms))
TERM_NAMES = {
    "title": "tên nhiệm vụ",
    "product": "sản phẩm",
    "quantity": "số lượng",
    "points": "điểm",
    "authority": "thẩm quyền",
    "starts": "ngày bắt đầu",
    "due": "hạn",
    "entry_id": "mục danh mục",
}
"""The terms in Vietnamese."""


def checked(task: Task) -> Task:
    """A task whose figures, dates and lead agree with each other, or a refusal."""
    if task.points:
        weigh(task.points)
    measure_out(task.quantity)
    in_order(task.starts, task.due)
    if task.person_id is not None and task.person_id in {one.person_id for one in task.collaborators}:
        raise SecondLead(field="collaborators")
    return task


def assign(
    task: Task,
    *,
    by: str,
    person_id: str | None,
    terms: Terms,
    today: date,
    collaborators: tuple[Collaborator, ...] | None = None,
    hand_over: bool = False,
) -> Step:
    """Give a task to its lead. A draft must have its six clears; later only the lead and helpers may change."""
    stands(task, WORKABLE | {Status.DRAFT})
    if task.status is not Status.DRAFT:
        _as_agreed(terms)
        if person_id is not None and person_id != task.person_id:
            _handed_over(task, hand_over=hand_over, today=today)
    after = replace(
        task,
        **terms.given(),  # type: ignore[arg-type]
        assigner_id=by,
        person_id=person_id or task.person_id,
        collaborators=task.collaborators if collaborators is None else collaborators,
        status=Status.TODO if task.status is Status.DRAFT else task.status,
        taken_on_at=task.taken_on_at if person_id in (None, task.person_id) else None,
        version=task.version + 1,
    )
    return _assigned(task, replace(after, first_due=task.first_due or after.due))


def _assigned(task: Task, after: Task) -> Step:
    checked(after)
    all_clear(after)
    weigh(after.points)
    return Step(
        task=after,
        what="assigned",
        before=task.person_id or "",
        after=after.person_id or "",
        told=TaskAssigned,
    )


def _as_agreed(terms: Terms) -> None:
    names = sorted(terms.given())
    if names:
        named_vi = ", ".join(TERM_NAMES[name] for name in names)
        raise TermsFixed(field=names[0], names=", ".join(names), names_vi=named_vi)


def _handed_over(task: Task, *, hand_over: bool, today: date) -> None:
    """Refuse a change of lead that nobody asked for, or that comes too late (our choice)."""
    if not hand_over:
        raise SecondLead(field="person")
    by_hand_over(task, today=today)


def by_hand_over(task: Task, *, today: date) -> None:
    """Refuse to give failures or lateness to a new lead: changing hands ends with the first submission or deadline."""
    handed_in = task.submitted_on is not None or task.quality_failures > 0
    if handed_in or (task.due is not None and today > task.due):
        raise HandOverTooLate(field="person")
