"""Filling a task in from the catalogue: what is left out comes from the entry, the points always do."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.catalogue.entry import Entry, points_for
from hanoiwork_tasks.domain.catalogue.refusals import EntryUnknown, PointsOfCatalogue
from hanoiwork_tasks.domain.task import Status, Task, measure_out
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.service.ports import LookUp


def filled(session: LookUp, wanted: Wanted, *, unit_id: str, calendar: WorkingDays, today: date) -> Wanted:
    """A task as it is wanted with what the entry says of it, and the id of the revision for its code."""
    if wanted.entry is None:
        return wanted
    found = in_force(session, wanted.entry, unit_id=unit_id, today=today)
    terms = found.terms
    return replace(
        wanted,
        entry=found.id,
        title=wanted.title or terms.title,
        group=wanted.group or terms.group,
        product=wanted.product or terms.product,
        points=_points(found, wanted.quantity, given=wanted.points),
        authority=wanted.authority or terms.authority,
        due=wanted.due or _due(found, wanted.starts or today, calendar),
    )


def agreed(
    session: LookUp, task: Task, terms: Terms, *, entry: str | None, calendar: WorkingDays, today: date
) -> Terms:
    """The terms of an assignment: a draft by the catalogue is weighed by what is in force on the day it is assigned."""
    key = entry or (task.entry_id if task.status is Status.DRAFT else None)
    if key is None:
        return terms
    found = in_force(session, key, unit_id=task.unit_id, today=today)
    quantity = terms.quantity if terms.quantity is not None else task.quantity
    starts = terms.starts or task.starts or today
    return replace(
        terms,
        entry_id=found.id,
        points=_points(found, quantity, given=terms.points),
        title=terms.title or task.title or found.terms.title,
        product=terms.product or task.product or found.terms.product,
        authority=terms.authority or task.authority or found.terms.authority,
        due=terms.due or task.due or _due(found, starts, calendar),
    )


def in_force(session: LookUp, key: str, *, unit_id: str, today: date) -> Entry:
    """The entry in force for a unit on a day; raises EntryUnknown when there is none."""
    found = session.catalogue.in_force(key, session.places.line(unit_id), today)
    if found is None:
        raise EntryUnknown(what="entry", key=key, field="catalogue_entry")
    return found


def _points(entry: Entry, quantity: Decimal, *, given: Decimal | None) -> Decimal:
    points = points_for(entry, measure_out(quantity))
    if given is not None and given != points:
        raise PointsOfCatalogue(field="points", points=f"{points:f}")
    return points


def _due(entry: Entry, starts: date, calendar: WorkingDays) -> date | None:
    days = entry.terms.working_days
    return None if days is None else calendar.after(starts, days=days)
