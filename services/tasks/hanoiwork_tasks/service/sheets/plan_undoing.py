"""Taking a table of plan items back."""

from hanoiwork_shared.files import refuse_listed
from hanoiwork_tasks.domain.plan import PlanItem
from hanoiwork_tasks.domain.plans import changing
from hanoiwork_tasks.domain.plans.changing import ItemWords
from hanoiwork_tasks.domain.sheets.batch import Batch
from hanoiwork_tasks.domain.sheets.refusals import ChangedSince
from hanoiwork_tasks.service.sheets.port import PlanSheetSession


def take_plan_back(session: PlanSheetSession, batch: Batch) -> None:
    """Remove the items that a table made, and let those it changed say again what they said before.

    A plan that began with the table goes with it. Refuses items that were changed since, or that tasks came out of.
    """
    rows = {row.thing_id: row for row in session.sheets.rows(batch.id)}
    before = session.plan(batch.plan_id or "")
    items = {item.id: item for item in before.items() if item.id in rows}
    refuse_listed(
        ChangedSince(field="batch", key=item.code)
        for item in items.values()
        if item.version != rows[item.id].version or (rows[item.id].before is None and _in_use(session, item))
    )
    after = before
    for item in items.values():
        told = rows[item.id].before
        if told is None:
            session.broken.remove(item.id)
            after = changing.without_item(after, item.id)
        else:
            words = ItemWords(**{**told, "coordinating_unit_ids": tuple(told["coordinating_unit_ids"])})
            after = changing.changed_item(after, item.id, words, today=batch.loaded_at.date())
    if before.id not in rows:
        session.put_plan(after, known=before)
    elif after.items() or not session.drop_plan(before.id):
        raise ChangedSince(field="batch", key=before.code)


def _in_use(session: PlanSheetSession, item: PlanItem) -> bool:
    return session.broken.has_tasks(item.id)
