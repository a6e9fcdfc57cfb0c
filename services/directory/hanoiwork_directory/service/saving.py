"""Saving what was decided together with the fact that tells of it, and finding what a decision rests on."""

from collections.abc import Sequence
from datetime import date

from hanoiwork_directory.domain.grant import Grant, grant_told
from hanoiwork_directory.domain.person import Dossier, demand_active, person_told
from hanoiwork_directory.domain.refusals import UnitClosed
from hanoiwork_directory.domain.unit import Standing, Unit, next_standings, standing, unit_told
from hanoiwork_directory.service.ports import Session, found
from hanoiwork_shared.errors import agree


def save_unit(session: Session, unit: Unit, *, last: Standing | None, on: date) -> None:
    """Save a unit, what it was until now (`last`, none for a new one) and is from a day on, and tell of it."""
    stood: Sequence[Standing] = (standing(unit, since=on),) if last is None else next_standings(last, unit, on=on)
    session.put_unit(unit)
    session.put_standings(stood)
    session.tell(unit_told(unit))


def save_dossier(session: Session, now: Dossier, *, before: Dossier | None) -> Dossier:
    """Save a person and tell of them, unless nothing changed."""
    if now is not before:
        session.put_dossier(now)
        session.tell(person_told(now))
    return now


def save_grant(session: Session, now: Grant, *, before: Grant | None) -> Grant:
    """Save a grant and tell of it, unless nothing changed."""
    if now is not before:
        session.put_grant(now)
        session.tell(grant_told(now))
    return now


def dossier_of(session: Session, key: str, *, version: int | None, field: str = "person") -> Dossier:
    """Somebody who works for the city, as they were when last read (`version`), held for a change."""
    dossier = found(session.dossier(key), what="person", key=key, field=field)
    agree(dossier.person.version, version)
    demand_active(dossier.person)
    return dossier


def open_unit(session: Session, key: str, *, on: date, field: str = "unit") -> Unit:
    """A unit that is open, and was on the day from which something is put into it."""
    unit = found(session.unit(key), what="unit", key=key, field=field)
    stood = session.unit(unit.id, on=on)
    if unit.closed or stood is None or stood.closed:
        raise UnitClosed(field=field, key=unit.code, on=on.isoformat())
    return unit
