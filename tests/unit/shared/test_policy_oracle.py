"""The policy held to an oracle: `may` and its SQL twin against a naive walk of the tree, for all that services do.

The oracle shares nothing with the policy: it reads the raw grants and goes up the raw tree, one unit at a time.
"""

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, MetaData, String, Table, insert, select

from hanoiwork_directory.service import access as keeping
from hanoiwork_evaluation.service import rights
from hanoiwork_notifications.service import access as notices
from hanoiwork_objectives.service import access as goals
from hanoiwork_shared.places import GrantSlice, Places, UnitSlice, permitted
from hanoiwork_shared.policy import Action, Resource, Role, may
from hanoiwork_tasks.domain import authority as tasks

SERVICES = Path(__file__).parents[3] / "services"
TODAY = date(2026, 6, 15)

GOALS = (
    "CREATE", "CHANGE", "MOVE", "SUBMIT", "APPROVE", "ACTIVATE_DRAFT", "MEASURE", "KPI", "CHECK_IN", "ACKNOWLEDGE",
    "REVIEW", "FEED", "IMPORT", "CLONE",
)  # fmt: skip
TASKS = (
    "PLAN", "ASSIGN", "REVIEW", "WAIVE", "ALLOW_OVER", "IMPORT", "WORK", "SPEAK", "ANSWER", "LOOK_INTO",
    "PROPOSE_ENTRY", "APPROVE_ENTRY", "COMMENT", "MODERATE", "WRITE_DOWN", "FILL_IN",
)  # fmt: skip
ACTIONS = {
    "directory": {name: getattr(keeping, name) for name in ("ADMINISTER", "KEEP_PEOPLE", "SEE_LEAVES")},
    "objectives": {name: getattr(goals, name) for name in GOALS},
    "tasks": {name: getattr(tasks, name) for name in TASKS},
    "evaluation": {name: getattr(rights, name) for name in ("SUBMIT", "REVIEW", "READ", "AUDIT", "RUN")},
    "notifications": {
        name: getattr(notices, name) for name in ("READ", "REVIEW_SHEET", "ANSWER_DIFFICULTY", "APPROVE_ENTRY")
    },
}
"""Everything that services decide on; a new action joins here, and is held to the oracle with the others."""

TREE = {"city": None, "department": "city", "division": "department", "office": "department", "other": "city"}
PLACES = (*TREE, None)
"""Where a grant may be held; None is everywhere."""
UNITS = (*TREE, "unheard of", None)
"""Where a resource may be; None is nowhere in particular."""

ALWAYS = (date(2026, 1, 1), None, False)
PERIODS = {
    "in force": ALWAYS,
    "from today": (TODAY, TODAY, False),
    "expired": (date(2026, 1, 1), date(2026, 6, 14), False),
    "not begun": (date(2026, 6, 16), None, False),
    "revoked": (date(2026, 1, 1), None, True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A grant as it is told."""

    person: str
    role: str
    unit: str | None
    period: tuple[date, date | None, bool] = ALWAYS
    acts_for: str | None = None


def plain_grants() -> Iterator[Raw]:
    """Every role at every place, in force or not; each holder holds one grant."""
    for role, unit, period in itertools.product(Role, PLACES, PERIODS):
        yield Raw(person=f"{role}/{unit}/{period}", role=role.value, unit=unit, period=PERIODS[period])


def delegations() -> Iterator[Raw]:
    """Delegations at every place, of leaders who lead anywhere or no longer, and of some who are no leaders."""
    for unit, leads, theirs in itertools.product(PLACES, PLACES, PERIODS):
        leader = f"unit_leader/{leads}/{theirs}"
        yield Raw(person=f"for {leader} on {unit}", role="delegate", unit=unit, acts_for=leader)
    for unit, period in itertools.product(PLACES, PERIODS):
        leader = "unit_leader/None/in force"
        person = f"{period} for {leader} on {unit}"
        yield Raw(person=person, role="delegate", unit=unit, period=PERIODS[period], acts_for=leader)
    for unit, leader in itertools.product(PLACES, ("delegate/city/in force", "office/city/in force", "nobody")):
        yield Raw(person=f"for {leader} on {unit}", role="delegate", unit=unit, acts_for=leader)


def both_ways() -> Iterator[Raw]:
    """A leader of the department who is a delegate there as well, and a delegate of two leaders."""
    leader = "unit_leader/city/in force"
    yield Raw(person="leads and stands in", role="unit_leader", unit="department")
    yield Raw(person="leads and stands in", role="delegate", unit="city", acts_for=leader)
    yield Raw(person="stands in twice", role="delegate", unit="city", acts_for=leader)
    yield Raw(person="stands in twice", role="delegate", unit="department", acts_for="unit_leader/department/in force")


GRANTS = (*plain_grants(), *delegations(), *both_ways())


class Oracle:
    """Says who may do what, from the raw grants and the raw tree."""

    def __init__(self, tree: dict[str, str | None]) -> None:
        self._tree = tree
        self._of: dict[str, list[Raw]] = {}
        for grant in GRANTS:
            self._of.setdefault(grant.person, []).append(grant)

    def says(self, person: str, action: Action, *, unit: str | None, own: bool) -> tuple[bool, str | None]:
        """Whether it is allowed, and for whom if only for somebody."""
        if own and action.own:
            return True, None
        found: list[tuple[int, str | None]] = []
        for grant in self._of.get(person, []):
            steps = self._up(grant.unit, unit)
            if grant.role in set(action.roles) and steps is not None and self._counts(grant):
                found.append((steps, grant.acts_for))
        if not found:
            return False, None
        return True, None if None in [leader for _, leader in found] else min(found)[1]

    def _counts(self, grant: Raw) -> bool:
        if not in_force(grant):
            return False
        if grant.acts_for is None:
            return True
        for theirs in self._of.get(grant.acts_for, []):
            leads = theirs.role == "unit_leader" and in_force(theirs)
            if leads and (theirs.unit is None or self._up(theirs.unit, grant.unit) is not None):
                return True
        return False

    def _up(self, top: str | None, unit: str | None) -> int | None:
        """How many steps it takes up from a unit to the place of a grant; None if it is not above."""
        steps = 0
        while unit in self._tree:
            if unit == top:
                return steps
            unit = self._tree[unit]
            steps += 1
        return steps if top is None else None


def in_force(grant: Raw) -> bool:
    first, last, revoked = grant.period
    return not revoked and first <= TODAY and (last is None or last >= TODAY)


things = Table(
    "thing",
    MetaData(),
    Column("unit_id", String(40)),
    Column("owner_id", String(200), index=True),
    prefixes=["TEMPORARY"],
)


@pytest.fixture
def connection(runtime) -> Iterator[Connection]:
    """The raw grants and tree, told; and at each place a thing of a stranger's."""
    with runtime.database.begin() as connection:
        things.create(connection)
        connection.execute(insert(things), [{"unit_id": unit, "owner_id": "stranger"} for unit in UNITS])
        places = Places(connection)
        told(places, TREE)
        for number, grant in enumerate(GRANTS):
            first, last, revoked = grant.period
            slice_ = GrantSlice(
                grant_id=str(number),
                person_id=alias(grant.person),
                role=grant.role,
                unit_id=grant.unit,
                valid_from=first,
                valid_to=last,
                revoked=revoked,
                acts_for=grant.acts_for and alias(grant.acts_for),
            )
            places.hear_grant(slice_, sequence=1)
        yield connection
        things.drop(connection)


ALIASES: dict[str, str] = {}


def alias(person: str) -> str:
    """A person's identifier, as short as the tables have it; in the order of the names, so that ties fall alike."""
    if not ALIASES:
        people = {grant.person for grant in GRANTS} | {grant.acts_for for grant in GRANTS if grant.acts_for}
        ALIASES.update({name: f"p{number:05}" for number, name in enumerate(sorted(people))})
    return ALIASES[person]


def told(places: Places, tree: dict[str, str | None], *, sequence: int = 1) -> None:
    for unit, parent in tree.items():
        news = UnitSlice(unit_id=unit, code=unit, parent_id=parent, kind="division", closed=False)
        places.hear_unit(news, sequence=sequence)


def every_action() -> dict[str, Action]:
    """The actions by service and name, those that decide alike once."""
    seen: dict[tuple[frozenset[Role], bool], str] = {}
    found = {}
    for service, actions in ACTIONS.items():
        for name, action in actions.items():
            if seen.setdefault((action.roles, action.own), f"{service}.{name}") == f"{service}.{name}":
                found[f"{service}.{name}"] = action
    return found


def agree(connection: Connection, oracle: Oracle, people: list[str], actions: list[Action]) -> int:
    """Hold `may` and the predicate to the oracle, at every place, own and not own; how many cases these were."""
    places, cases = Places(connection), 0
    lines = {unit: places.line(unit) if unit else () for unit in UNITS}
    for person in people:
        actor = places.actor(alias(person), TODAY)
        mine = [{"unit_id": unit, "owner_id": actor.person_id} for unit in UNITS]
        connection.execute(insert(things), mine)
        among = things.c.owner_id.in_(("stranger", actor.person_id))
        for action in actions:
            allows = permitted(actor, action, unit=things.c.unit_id, people=(things.c.owner_id,))
            rows = {(row.unit_id, row.owner_id) for row in connection.execute(select(things).where(among, allows))}
            for unit, owner in itertools.product(UNITS, ("stranger", actor.person_id)):
                own = owner == actor.person_id
                allowed, leader = oracle.says(person, action, unit=unit, own=own)
                decision = may(actor, action, Resource(line=lines[unit], people=frozenset({owner})))
                case = f"{person}: {action.name} at {unit}, {'own' if own else 'not own'}"
                assert (decision.allowed, decision.acts_for) == (allowed, leader and alias(leader)), case
                assert ((unit, owner) in rows) == allowed, f"{case}, in SQL"
                cases += 1
    return cases


def test_the_policy_and_its_sql_say_what_the_oracle_says(connection):
    actions = list(every_action().values())
    people = sorted({grant.person for grant in GRANTS})
    cases = agree(connection, Oracle(TREE), people, actions)
    print(f"\npolicy: {cases} cases ({len(people)} holders, {len(actions)} kinds of actions, {len(UNITS)} places)")
    assert cases >= 1000


def test_a_moved_subtree_is_decided_on_from_where_it_now_is(connection):
    people = [f"{role}/{unit}/in force" for role in ("unit_leader", "auditor") for unit in TREE]
    people += ["leads and stands in", "for unit_leader/city/in force on department"]
    moved = {**TREE, "department": "other"}
    actions = list(every_action().values())
    agree(connection, Oracle(TREE), people, actions)
    connection.execute(things.delete().where(things.c.owner_id != "stranger"))
    told(Places(connection), {"department": "other"}, sequence=2)
    assert agree(connection, Oracle(moved), people, actions) >= 1000


def declared(service: str) -> dict[str, Path]:
    """The names of the actions that a service's modules make."""
    found = {}
    for path in (SERVICES / service).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Action"]
        named = {
            target.id: path
            for node in tree.body
            if isinstance(node, ast.Assign) and node.value in calls
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        assert len(named) == len(calls), f"{path} makes an action without a name of its own at the top of the module"
        found.update(named)
    return found


def used(service: str, home: Path) -> set[str]:
    """The names that are read anywhere in a service, imports aside."""
    names = set()
    for path in (SERVICES / service).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                names.add(node.id)
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == home.stem:
                names.add(node.attr)
    return names


@pytest.mark.parametrize("service", sorted(path.parent.name for path in SERVICES.glob("*/pyproject.toml")))
def test_every_action_stands_in_one_place_of_its_service_is_used_and_is_held_to_the_oracle(service: str):
    found = declared(service)
    assert len(set(found.values())) <= 1, "the actions of a service stand in one module"
    assert set(found) == set(ACTIONS[service])
    for name, path in found.items():
        assert name in used(service, path), f"{service} declares {name} and uses it nowhere"


def test_two_services_that_name_the_same_action_mean_the_same():
    by_name: dict[str, Action] = {}
    for actions in ACTIONS.values():
        for action in actions.values():
            assert by_name.setdefault(action.name, action) == action
