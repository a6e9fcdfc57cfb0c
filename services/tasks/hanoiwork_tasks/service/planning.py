"""Where work is kept: workspaces, lists, and plans loaded from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, refuse_all
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action, Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.files.plans import PlanText, read_plans
from hanoiwork_tasks.domain.plan import WORKSPACE_NAMES, Plan, PlanGroup, PlanItem, TaskList, Workspace, WorkspaceKind
from hanoiwork_tasks.domain.refusals import TitleTaken, UnitUnknown
from hanoiwork_tasks.domain.reports import PlanReport
from hanoiwork_tasks.service.ports import BeginPlans, PlanSession
from hanoiwork_tasks.service.resolving import unit_for


class Planning:
    """The places of work and what is planned in them."""

    def __init__(self, *, begin: BeginPlans, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create_workspace(self, identity: Identity, *, unit: str, kind: WorkspaceKind, title: str = "") -> Workspace:
        """Open a workspace of a unit; without a title it has the name of its kind."""
        with self._begin() as session:
            place = unit_for(session.places, unit)
            self._may(session, authority.PLAN, unit_id=place.id, by=identity)
            made = Workspace(id=new_id(), unit_id=place.id, kind=kind, title=title.strip() or WORKSPACE_NAMES[kind])
            if session.has_workspace(made):
                raise TitleTaken(field="title", key=made.title)
            session.add_workspace(made)
            return made

    def create_list(self, identity: Identity, *, workspace: str, title: str, plan: str | None = None) -> TaskList:
        """Open a list of tasks in a workspace, perhaps under a plan."""
        with self._begin() as session:
            place = session.workspace(workspace)
            if identity.person_id not in session.spaces.managers(place.id):
                self._may(session, authority.PLAN, unit_id=place.unit_id, by=identity)
            plan_id = session.plan(plan).id if plan is not None else None
            session.spaces.demand_open_workspace(place.id, plan_id)
            made = TaskList(id=new_id(), workspace_id=place.id, plan_id=plan_id, title=title.strip())
            if session.has_list(made):
                raise TitleTaken(field="title", key=made.title)
            session.add_list(made)
            return made

    def import_plans(self, identity: Identity, *, content: str, dry_run: bool = False) -> PlanReport:
        """Load a file of plans, all of it or nothing; a dry run refuses the same and keeps nothing."""
        texts, problems = read_plans(content)
        with self._begin() as session:
            actor = session.places.actor(identity.person_id, self._clock.today())
            authority.demand_loading(actor)
            owners = [_owner(session, text, problems) for text in texts]
            units = _lead_units(session, texts, problems)
            refuse_all(problems)
            outcomes = []
            for text, owner in zip(texts, owners, strict=True):
                self._may(session, authority.IMPORT, unit_id=owner, by=identity)
                written = _Written(owner=owner, units=units, today=self._clock.today())
                outcomes.append(_load(session, text, written, save=not dry_run))
            return _report(texts, outcomes=outcomes, dry_run=dry_run)

    def _may(self, session: PlanSession, action: Action, *, unit_id: str, by: Identity) -> None:
        actor = session.places.actor(by.person_id, self._clock.today())
        demand(actor, action, Resource(line=session.places.line(unit_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What a text does not say by itself: whose plan it is, the ids of its units, the day it is entered."""

    owner: str
    units: dict[str, str]
    today: date


def _owner(session: PlanSession, text: PlanText, problems: list[Refused]) -> str:
    """The unit that a plan belongs to: as written, or the top of its first lead unit's line."""
    items = text.items()
    key, path = (text.unit, f"{text.path}.unit") if text.unit is not None else (None, f"{text.path}.groups")
    if key is None and items:
        key = items[0].lead_unit
    unit = session.places.unit(key) if key else None
    if unit is not None:
        return unit.id if text.unit is not None else session.places.line(unit.id)[-1]
    if text.unit is not None or not items:
        _note_unit(key or "", path=path, problems=problems)
    return ""


def _lead_units(session: PlanSession, texts: Sequence[PlanText], problems: list[Refused]) -> dict[str, str]:
    """The ids of every lead unit named; unknown ones are noted at each place that names them."""
    units: dict[str, str] = {}
    for item in (item for text in texts for item in text.items()):
        unit = session.places.unit(item.lead_unit) if item.lead_unit else None
        if unit is not None:
            units[item.lead_unit] = unit.id
        elif item.lead_unit:
            _note_unit(item.lead_unit, path=item.lead_unit_path, problems=problems)
    return units


def _note_unit(key: str, *, path: str, problems: list[Refused]) -> None:
    problems.append(UnitUnknown(field=path, key=key))


def _load(session: PlanSession, text: PlanText, around: _Written, *, save: bool) -> str:
    """Merge one plan with what is there; answers what became of it."""
    place = place_for(session, around.owner, text.workspace, save=save)
    written = _plan(text, around, workspace_id=place.id)
    known = session.plan_of(around.owner, text.code)
    merged = known.merged(written) if known is not None else written
    if merged == known:
        return "unchanged"
    if save:
        session.put_plan(merged, known=known)
    return "created" if known is None else "changed"


def place_for(session: PlanSession, unit_id: str, kind: WorkspaceKind, *, save: bool = True) -> Workspace:
    """The unit's workspace of a kind; opened when it has none."""
    place = session.workspace_of(unit_id, kind)
    if place is None:
        place = Workspace(id=new_id(), unit_id=unit_id, kind=kind, title=WORKSPACE_NAMES[kind])
        if save:
            session.add_workspace(place)
    return place


def _plan(text: PlanText, around: _Written, *, workspace_id: str) -> Plan:
    return Plan(
        id=new_id(),
        code=text.code,
        title=text.title,
        unit_id=around.owner,
        workspace_id=workspace_id,
        groups=tuple(
            PlanGroup(
                id=new_id(),
                code=group.code,
                title=group.title,
                items=tuple(
                    PlanItem(
                        id=new_id(),
                        code=item.code,
                        title=item.title,
                        lead_unit_id=around.units[item.lead_unit],
                        deadline=item.deadline,
                        due=item.due,
                        entered_on=around.today,
                    )
                    for item in group.items
                ),
            )
            for group in text.groups
        ),
    )


def _report(texts: Sequence[PlanText], *, outcomes: Sequence[str], dry_run: bool) -> PlanReport:
    return PlanReport(
        plans=len(texts),
        items=sum(len(text.items()) for text in texts),
        rows=len(texts),
        created=outcomes.count("created"),
        changed=outcomes.count("changed"),
        unchanged=outcomes.count("unchanged"),
        dry_run=dry_run,
    )
