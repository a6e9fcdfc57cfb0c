"""A file is of the kind that its name says, or it is refused."""

import struct

import pytest

from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.attaching import archives
from hanoiwork_tasks.domain.attaching.kinds import KINDS, media_type_of
from hanoiwork_tasks.domain.attaching.refusals import ArchiveUnsafe, FileKindRefused, FileMislabelled
from tests.unit.tasks.files import JPG, OLD_OFFICE, PAGE, PDF, PNG, PROGRAM, SOUND, office, open_document, packed

ALL = frozenset(KINDS)


def kind_of(name: str, content: bytes, allowed: frozenset[str] = ALL) -> str:
    return media_type_of(name, content, allowed=allowed)


@pytest.mark.parametrize("name", SOUND)
def test_every_kind_is_recognised(name):
    assert kind_of(name, SOUND[name]) == KINDS[f".{name.split('.')[1].lower()}"].media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PROGRAM), ("a.pdf", PAGE), ("a.png", PAGE), ("a.png", JPG), ("a.jpg", PNG), ("a.docx", office("xl")),
        ("a.xlsx", packed("a.txt")), ("a.odt", open_document("spreadsheet")), ("a.docx", PDF), ("a.zip", PDF),
        ("a.docx", office("word", "word/vbaProject.bin")), ("a.txt", PROGRAM), ("a.txt", PAGE),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.txt", b"  <svg onload=alert(1)>"), ("a.doc", PDF), ("a.pdf", OLD_OFFICE), ("a.txt", b"\xc3\x28"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_refused(name, content):
    with pytest.raises(FileMislabelled):
        kind_of(name, content)


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a.pdf.js", "a.rar"])
def test_other_kinds_are_refused_and_the_allowed_ones_named(name):
    with pytest.raises(FileKindRefused) as error:
        kind_of(name, PDF)
    assert ".docx" in str(error.value.details["allowed"])


def test_an_operator_may_allow_fewer_kinds():
    with pytest.raises(FileKindRefused):
        kind_of("a.zip", SOUND["a.zip"], frozenset({".pdf"}))


def test_an_archive_that_unpacks_to_a_thousandfold_is_refused_wherever_it_hides():
    bomb = packed(**{"zeros.txt": bytes(archives.ENOUGH + 1)})
    assert len(bomb) < 100_000
    for name in ("a.zip", "a.docx", "a.odt"):
        with pytest.raises(ArchiveUnsafe):
            kind_of(name, bomb)


def test_an_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_PARTS", 2)
    with pytest.raises(ArchiveUnsafe):
        kind_of("a.zip", packed("1", "2", "3"))


def test_archives_within_an_archive_are_refused():
    with pytest.raises(ArchiveUnsafe):
        kind_of("a.zip", packed("inner.zip"))


def test_an_archive_with_a_password_is_refused():
    content = bytearray(packed(**{"a.txt": b"x"}))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.index(mark) + at
        content[place : place + 2] = struct.pack("<H", 1)
    with pytest.raises(ArchiveUnsafe):
        kind_of("a.zip", bytes(content))


def test_an_archive_that_lies_about_its_size_or_is_damaged_is_refused():
    content = bytearray(packed(**{"a.txt": b"x" * 1000}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 10)
    for broken in (bytes(content), SOUND["a.zip"][:30], b"PK\x03\x04" + bytes(50)):
        with pytest.raises(Refused):
            kind_of("a.zip", broken)


def test_parts_that_lie_over_each_other_are_refused(monkeypatch):
    content = packed(**{"a.txt": b"x" * 1000, "b.txt": b"y" * 1000})
    written = bytearray(content)
    place = written.index(b"PK\x01\x02") + 20
    written[place : place + 4] = struct.pack("<I", len(content))
    with pytest.raises(ArchiveUnsafe):
        kind_of("a.zip", bytes(written))
