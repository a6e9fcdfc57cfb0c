"""Files of tasks: sent both ways, got back as they were, removed, and everything that is refused of them."""

from base64 import b64encode
from itertools import count

import pytest

from tests.journeys.asking import asked, done, refused
from tests.journeys.refusing import City
from tests.journeys.working import COLLEAGUE, HEAD, LEAD
from tests.unit.tasks.files import PAGE, PDF, PROGRAM, packed

pytestmark = pytest.mark.journey

FILE = "attachment { id name mediaType size digest url attachedBy { code } removedBy { code } }"
numbers = count(1)


def given(city: City) -> str:
    """A task that the lead works on."""
    code = f"TEP-{next(numbers)}"
    task = {
        "code": code,
        "title": "Việc có tệp",
        "unit": "SKHCN-CDS",
        "product": "Báo cáo",
        "authority": "Trưởng phòng",
    }
    done(city, HEAD, "createTask", wanted="task { code }", **task, points="3", due="2027-12-24")
    done(city, HEAD, "assignTask", wanted="task { code }", task=code, person="NVA")
    return code


def encoded(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def test_a_file_is_attached_read_and_removed(city: City):
    task = given(city)
    one = done(city, LEAD, "attachFile", wanted=FILE, task=task, name="../Báo cáo.pdf", contentBase64=encoded(PDF))
    assert (one["name"], one["mediaType"], one["size"], one["attachedBy"]) == (
        "Báo cáo.pdf", "application/pdf", len(PDF), {"code": "NVA"},
    )  # fmt: skip
    got = city.person(HEAD).get(one["url"])
    assert (got.status_code, got.content, got.headers["x-content-type-options"]) == (200, PDF, "nosniff")
    again = asked(city, HEAD, f'attachedFile(attachment: "{one["id"]}") {{ name contentBase64 }}')
    assert again == {"name": "Báo cáo.pdf", "contentBase64": encoded(PDF)}
    gone = done(city, LEAD, "removeFile", wanted=FILE, attachment=one["id"])
    assert gone["removedBy"] == {"code": "NVA"}
    assert city.person(HEAD).get(one["url"]).status_code == 409
    [shown] = asked(city, HEAD, f'task(key: "{task}") {{ attachments {{ name removedAt }} }}')["attachments"]
    assert (shown["name"], shown["removedAt"] is None) == ("Báo cáo.pdf", False)


@pytest.mark.parametrize(
    ("name", "content", "code", "field"),
    [
        ("a.pdf", b"", "tasks.file_empty", "content"),
        ("a.exe", PROGRAM, "tasks.file_kind_refused", "name"),
        ("a.pdf", PROGRAM, "tasks.file_mislabelled", "content"),
        ("a.txt", PAGE, "tasks.file_mislabelled", "content"),
        ("a.zip", packed(**{"zeros.txt": bytes(21 * 1024 * 1024)}), "tasks.archive_unsafe", "content"),
        ("a\u202efdp.exe", PDF, "tasks.file_name_invalid", "name"),
        ("khong-duoi", PDF, "tasks.file_name_invalid", "name"),
    ],
)
def test_what_is_no_file_to_keep_is_refused(city: City, name: str, content: bytes, code: str, field: str):
    task = given(city)
    said = refused(city, LEAD, "attachFile", task=task, name=name, contentBase64=encoded(content))
    assert said == [(code, field)]


def test_what_names_no_task_or_no_content_is_refused(city: City):
    task = given(city)
    assert refused(city, LEAD, "attachFile", task="KHONG-CO", name="a.pdf", contentBase64=encoded(PDF)) == [
        ("tasks.task_unknown", None),
    ]  # fmt: skip
    assert refused(city, LEAD, "attachFile", task=task, name="a.pdf", contentBase64="%%%") == [
        ("shared.field_invalid", "contentBase64"),
    ]  # fmt: skip
    assert refused(city, LEAD, "removeFile", attachment="khong-co") == [("tasks.attachment_unknown", "attachment")]
    larger = city.person(LEAD).send(f"/files/tasks?task={task}&name=a.pdf", bytes(10_500_000))
    assert (larger.status_code, larger.json()["errors"][0]["code"]) == (413, "gateway.body_too_large")


def test_whoever_has_no_part_in_a_task_neither_attaches_nor_reads(city: City):
    task = given(city)
    one = done(city, LEAD, "attachFile", wanted=FILE, task=task, name="a.pdf", contentBase64=encoded(PDF))
    said = refused(city, COLLEAGUE, "attachFile", task=task, name="b.pdf", contentBase64=encoded(PDF))
    assert said == [("shared.forbidden", None)]
    assert city.person(COLLEAGUE).get(one["url"]).status_code == 404
    assert refused(city, COLLEAGUE, "removeFile", attachment=one["id"]) == [("tasks.not_the_attacher", "attachment")]
