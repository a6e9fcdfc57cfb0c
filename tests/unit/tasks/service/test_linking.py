"""Links between tasks, and moves that never close a circle, whoever moves at once."""

import random
from contextlib import suppress
from decimal import Decimal
from functools import partial

import pytest

from hanoiwork_shared.database import persist
from hanoiwork_shared.errors import Forbidden, Refused, Stale
from hanoiwork_tasks.domain.linking.link import LinkKind
from hanoiwork_tasks.domain.linking.refusals import (
    BlocksInCircle,
    LinkedToItself,
    LinkTaken,
    LinkUnknown,
    MovesNowhere,
    UnderItself,
)
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.refusals import ListUnknown, PointsOver, TaskUnknown
from tests.at_once import at_once


def linked(city, one, other, kind: LinkKind = LinkKind.BLOCKS, *, by: str = "TP"):
    return city.desk.linking.link(city.who(by), task=one.id, other=other.id, kind=kind)


def seen(city, task) -> list[tuple[str, str]]:
    [links] = city.desk.linking.links([task.id])
    return sorted((link.kind, link.other_id) for link in links)


def moved(city, task, **given):
    return city.desk.linking.move(city.who("TP"), task=task.id, **given)


def test_a_link_is_seen_from_both_ends_and_written_in_both_histories(stored_city):
    city = stored_city
    one, two = city.assigned(), city.assigned()
    linked(city, one, two)
    linked(city, two, one, LinkKind.RELATES)
    linked(city, one, two, LinkKind.DUPLICATES)
    assert seen(city, one) == [("blocks", two.id), ("duplicates", two.id), ("relates", two.id)]
    assert seen(city, two) == [("blocked_by", one.id), ("duplicated_by", one.id), ("relates", one.id)]
    histories = city.desk.reading.histories_by_ids(city.who("TP"), [one.id, two.id])
    assert [[line.note for line in history or () if line.what == "linked"] for history in histories] == [
        ["blocks", "relates", "duplicates"], ["blocked_by", "relates", "duplicated_by"],
    ]  # fmt: skip
    city.desk.linking.unlink(city.who("TP"), task=one.id, other=two.id, kind=LinkKind.BLOCKS)
    assert seen(city, two) == [("duplicated_by", one.id), ("relates", one.id)]


def test_what_cannot_be_linked_is_refused(stored_city):
    city = stored_city
    one, two, three = city.assigned(), city.assigned(), city.assigned()
    linked(city, one, two)
    linked(city, two, three)
    for refusal, link in (
        (LinkTaken, lambda: linked(city, one, two)),
        (LinkedToItself, lambda: linked(city, one, one)),
        (BlocksInCircle, lambda: linked(city, three, one)),
        (Forbidden, lambda: linked(city, three, one, LinkKind.RELATES, by="STRANGER")),
        (TaskUnknown, lambda: city.desk.linking.link(city.who("TP"), task=one.id, other="?", kind=LinkKind.BLOCKS)),
        (
            LinkUnknown,
            lambda: city.desk.linking.unlink(city.who("TP"), task=one.id, other=two.id, kind=LinkKind.RELATES),
        ),
    ):
        with pytest.raises(refusal):
            link()
    linked(city, one, two, LinkKind.RELATES)
    with pytest.raises(LinkTaken):
        linked(city, two, one, LinkKind.RELATES)


def test_a_task_moves_into_a_list_under_a_whole_and_out_again(stored_city):
    city = stored_city
    space = city.desk.planning.create_workspace(city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE)
    listed = city.desk.planning.create_list(city.who("TP"), workspace=space.id, title="Khác")
    whole, part = city.assigned(points=Decimal(20)), city.assigned(points=Decimal(8))
    after = moved(city, part, list=listed.id, parent=whole.id, version=part.version)
    assert (after.list_id, after.parent_id, after.version) == (listed.id, whole.id, part.version + 1)
    assert [fact["broken_down"] for fact in city.facts("progressed")] == [True]
    assert [fact["task_id"] for fact in city.facts("moved")] == [part.id]
    top = moved(city, part, to_top=True)
    assert (top.list_id, top.parent_id) == (listed.id, None)
    assert [fact["broken_down"] for fact in city.facts("progressed")] == [True, False]


def test_what_cannot_move_is_refused(stored_city):
    city = stored_city
    whole, heavy = city.assigned(points=Decimal(5)), city.assigned(points=Decimal(8))
    part = city.draft(points=Decimal(2), parent=whole.id)
    for refusal, move in (
        (MovesNowhere, lambda: moved(city, part)),
        (UnderItself, lambda: moved(city, whole, parent=whole.id)),
        (UnderItself, lambda: moved(city, whole, parent=part.id)),
        (PointsOver, lambda: moved(city, heavy, parent=whole.id)),
        (ListUnknown, lambda: moved(city, part, list="?")),
        (TaskUnknown, lambda: moved(city, part, parent="?")),
        (Stale, lambda: moved(city, part, to_top=True, version=9)),
        (Forbidden, lambda: city.desk.linking.move(city.who("NVA"), task=part.id, to_top=True)),
    ):
        with pytest.raises(refusal):
            move()


def test_people_who_move_tasks_at_once_close_no_circle(stored_city):
    city = stored_city
    seed = 20260610
    tasks = [city.draft(points=Decimal(1)) for _ in range(4)]

    def shuffle(number: int) -> None:
        pick = random.Random(seed + number)  # noqa: S311 - a choice of tasks, no secret
        for _ in range(15):
            one, other = pick.sample(tasks, 2)
            with suppress(Refused):
                persist(partial(moved, city, one, parent=other.id))

    bugs = at_once(*(partial(shuffle, number) for number in range(4)))
    assert bugs == [], f"seed {seed}"
    parents = {task.id: task.parent_id for task in city.desk.reading.tasks_by_ids([task.id for task in tasks]) if task}
    for task_id, parent_id in parents.items():
        line, above = [task_id], parent_id
        while above is not None:
            assert above not in line, f"seed {seed}"
            line.append(above)
            above = parents[above]
