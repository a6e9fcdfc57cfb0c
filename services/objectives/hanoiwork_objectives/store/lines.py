"""The objectives of a cycle in the order in which they are locked: level by level from below, by identifier on one."""

from sqlalchemy import Select, literal, select

from hanoiwork_objectives.store.tables import objectives


def from_below(cycle: str) -> Select[tuple[object, ...]]:
    """All objectives of a cycle, archived or not, those deepest under their root first."""
    roots = select(objectives.c.id, literal(0).label("depth")).where(
        objectives.c.cycle == cycle, objectives.c.parent_objective_id.is_(None)
    )
    levels = roots.cte("level", recursive=True)
    under = select(objectives.c.id, levels.c.depth + 1).join(levels, objectives.c.parent_objective_id == levels.c.id)
    levels = levels.union_all(under)
    found = select(objectives).join(levels, levels.c.id == objectives.c.id)
    return found.order_by(levels.c.depth.desc(), objectives.c.id)
