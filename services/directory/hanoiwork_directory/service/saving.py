"""Saving what was decided together with the fact that tells of it, and finding what a decision rests on."""

from collections.abc import Sequence
from datetime import date

from hanoiwork_directory.domain.days import as_far_back
from hanoiwork_directory.domain.grant import Grant, grant_told
from hanoiwork_directory.domain.person import Dossier, demand_active, person_told
from hanoiwork_directory.domain.refusals import UnitClosed
from hanoiwork_directory.domain.unit import Standing, Unit, next_standings, standing, unit_told
from hanoiwork_directory.service.ports import Session, found
from hanoiwork_shared.errors import agree


def save_units(session: Session, units: Sequence[Unit], *, today: date) -> None:
    """Save units of a file: what is new holds `as_far_back` as we need it, what changed does so today."""
    last = session.last_standings([unit.id for unit in units])
    stood: list[Standing] = []
    for unit in units:
        if unit.id in last:
            stood += next_standings(last[unit.id], unit, on=today)
        else:
            stood.append(standing(unit, since=as_far_back(today)))
    session.put_units(units)
    session.put_standings(stood)
    session.tell_all([unit_told(unit) for unit in units])


def save_dossiers(session: Session, dossiers: Sequence[Dossier]) -> None:
    """Save people who are new or changed, and tell of them."""
    session.put_dossiers(dossiers)
    session.tell_all([person_told(dossier) for dossier in dossiers])


def save_grants(session: Session, grants: Sequence[Grant]) -> None:
    """Save grants that are new, and tell of them."""
    session.put_grants(grants)
    session.tell_all([grant_told(grant) for grant in grants])


def save_unit(session: Session, unit: Unit, *, last: Standing | None, on: date) -> None:
    """Save a unit, what it was until now (`last`, none for a new one) and is from a day on, and tell of it."""
    stood: Sequence[Standing] = (standing(unit, since=on),) if last is None else next_standings(last, unit, on=on)
    session.put_units((unit,))
    session.put_standings(stood)
    session.tell_all((unit_told(unit),))


def save_dossier(session: Session, now: Dossier, *, before: Dossier | None) -> Dossier:
    """Save a person and tell of them, unless nothing changed."""
    if now is not before:
        save_dossiers(session, (now,))
    return now


def save_grant(session: Session, now: Grant, *, before: Grant | None) -> Grant:
    """Save a grant and tell of it, unless nothing changed."""
    if now is not before:
        save_grants(session, (now,))
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
