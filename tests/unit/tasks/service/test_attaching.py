"""Files are attached by those who take part, read by those who may, removed, and their content goes in time."""

from datetime import timedelta
from functools import partial

import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_tasks.domain.attaching.refusals import (
    AttachmentGone,
    AttachmentUnknown,
    ContentsAway,
    FileEmpty,
    FileTooLarge,
    NotTheAttacher,
    TooManyFiles,
)
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.refusals import AlreadyCompleted
from hanoiwork_tasks.domain.spaces.refusals import PlaceArchived
from hanoiwork_tasks.service import attaching
from hanoiwork_tasks.service.spaces_port import PlaceKind
from tests.at_once import at_once
from tests.unit.tasks.files import PDF


def attached(city, task, *, by: str = "NVA", name: str = "a.pdf", content: bytes = PDF):
    who = city.who(by)
    kept = city.desk.attaching.keep(who, task=task.id, name=name, content=content)
    return city.desk.attaching.attach(who, new=kept)


def there(city, task) -> list[tuple[str, bool]]:
    [found] = city.desk.attaching.of_tasks([task.id])
    return [(one.name, one.removed_at is None) for one in found]


def read(city, one, *, by: str = "NVA") -> bytes:
    return city.desk.attaching.file(city.who(by), attachment=one.id).content


def later(city, **by) -> None:
    city.clock.move(timedelta(**by))


def test_a_file_is_attached_read_and_in_the_history(stored_city):
    task = stored_city.assigned()
    one = attached(stored_city, task, name="../Kế hoạch.pdf")
    assert (one.name, one.media_type, one.size) == ("Kế hoạch.pdf", "application/pdf", len(PDF))
    assert read(stored_city, one, by="TP") == PDF
    [history] = stored_city.desk.reading.histories_by_ids(stored_city.who("TP"), [task.id])
    assert [(line.what, line.note) for line in history][-1] == ("attached", "Kế hoạch.pdf")


def test_the_same_file_sent_twice_is_there_once(stored_city):
    task = stored_city.assigned()
    first, second = attached(stored_city, task), attached(stored_city, task)
    assert first == second
    attached(stored_city, task, name="b.pdf")
    assert there(stored_city, task) == [("a.pdf", True), ("b.pdf", True)]


def test_those_who_take_part_attach_and_read_and_nobody_else_knows_of_it(stored_city):
    task = stored_city.assigned(collaborators=("NVB",))
    one = attached(stored_city, task, by="NVB")
    for who in ("TP", "GD", "MAYOR", "OFFICE", "OP"):
        assert read(stored_city, one, by=who) == PDF
    with pytest.raises(Forbidden):
        attached(stored_city, task, by="STRANGER")
    with pytest.raises(AttachmentUnknown):
        read(stored_city, one, by="STRANGER")
    stored_city.desk.commenting.add(stored_city.who("NVA"), task=task.id, text="@STRANGER xem giúp")
    assert read(stored_city, one, by="STRANGER") == PDF


def test_a_file_is_removed_by_who_attached_it_or_from_above_and_leaves_its_name(stored_city):
    task = stored_city.assigned(collaborators=("NVB",))
    mine, other = attached(stored_city, task), attached(stored_city, task, name="b.pdf")
    with pytest.raises(NotTheAttacher):
        stored_city.desk.attaching.remove(stored_city.who("NVB"), attachment=mine.id)
    stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=mine.id)
    stored_city.desk.attaching.remove(stored_city.who("GD"), attachment=other.id)
    assert there(stored_city, task) == [("a.pdf", False), ("b.pdf", False)]
    with pytest.raises(AttachmentGone):
        read(stored_city, mine)
    with pytest.raises(AttachmentGone):
        stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=mine.id)


def test_nothing_is_attached_to_what_is_over_or_archived(stored_city):
    done = stored_city.submitted()
    stored_city.desk.working.accept(stored_city.who("TP"), task=done.id)
    with pytest.raises(AlreadyCompleted):
        attached(stored_city, done)
    place = stored_city.desk.planning.create_workspace(
        stored_city.who("GD"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE
    )
    listed = stored_city.desk.planning.create_list(stored_city.who("GD"), workspace=place.id, title="Việc")
    task = stored_city.assigned(list=listed.id)
    one = attached(stored_city, task)
    stored_city.desk.archiving.archive(stored_city.who("GD"), kind=PlaceKind.LIST, place=listed.id)
    with pytest.raises(PlaceArchived):
        attached(stored_city, task, name="b.pdf")
    with pytest.raises(PlaceArchived):
        stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=one.id)
    assert read(stored_city, one) == PDF


def test_empty_too_large_and_too_many_files_are_refused(stored_city, monkeypatch):
    task = stored_city.assigned()
    with pytest.raises(FileEmpty):
        attached(stored_city, task, content=b"")
    with pytest.raises(FileTooLarge):
        attached(stored_city, task, content=PDF + bytes(stored_city.runtime.settings.file_limit))
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    one = attached(stored_city, task)
    with pytest.raises(TooManyFiles):
        attached(stored_city, task, name="b.pdf")
    stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=one.id)
    attached(stored_city, task, name="b.pdf")


def test_files_at_the_same_moment_are_no_more_than_allowed(stored_city, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 2)
    task = stored_city.assigned()
    work = [partial(_tried, stored_city, task, name=f"{number}.pdf") for number in range(4)]
    at_once(*work)
    assert len(there(stored_city, task)) == 2


def _tried(city, task, *, name: str) -> None:
    try:
        attached(city, task, name=name)
    except TooManyFiles:
        return


def test_content_goes_a_day_after_the_last_file_that_names_it(stored_city):
    task = stored_city.assigned()
    one, other = attached(stored_city, task), attached(stored_city, task, name="b.pdf")
    for gone in (one, other):
        stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=gone.id)
    assert not stored_city.desk.sweeping.sweep()
    later(stored_city, hours=25)
    assert stored_city.desk.sweeping.sweep()
    assert not stored_city.desk.sweeping.sweep()
    with pytest.raises(ContentsAway):
        stored_city.desk.attaching._contents.get(one.digest)


def test_content_that_is_still_named_stays_however_old(stored_city):
    task = stored_city.assigned()
    one, other = attached(stored_city, task), attached(stored_city, task, name="b.pdf")
    stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=one.id)
    later(stored_city, days=400)
    assert not stored_city.desk.sweeping.sweep()
    assert read(stored_city, other) == PDF


def test_content_that_was_kept_but_never_attached_goes_too(stored_city):
    task = stored_city.assigned()
    stored_city.desk.attaching.keep(stored_city.who("NVA"), task=task.id, name="a.pdf", content=PDF)
    later(stored_city, hours=25)
    assert stored_city.desk.sweeping.sweep()


def test_whoever_attaches_while_content_is_swept_finds_it_kept(stored_city):
    task = stored_city.assigned()
    for number in range(8):
        content = PDF + bytes([number])
        gone = attached(stored_city, task, content=content)
        stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=gone.id)
        later(stored_city, hours=25)
        work = [stored_city.desk.sweeping.sweep, partial(attached, stored_city, task, content=content)]
        assert at_once(*work[:: 1 if number % 2 else -1]) == []
        [standing] = [one for one in stored_city.desk.attaching.of_tasks([task.id])[0] if one.removed_at is None]
        assert read(stored_city, standing) == content
        stored_city.desk.attaching.remove(stored_city.who("NVA"), attachment=standing.id)
