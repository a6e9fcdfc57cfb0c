"""`hanoiwork load`: knows a file by its content, checks everything first, then loads it through the gateway."""

import csv
import io
import json
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hanoiwork_ops.client import Answered, AnsweredSeveral, SuiteClient
from hanoiwork_ops.console import described, progress, say
from hanoiwork_shared.errors import Invalid, Refused
from hanoiwork_shared.files import delimiter_of, read_document, read_text

HEARSAY_SECONDS = 20.0
"""How long a service may take to hear of units or people that were loaded just before (our choice)."""

UNHEARD = (
    ".unit_unknown",
    ".person_unknown",
    ".objective_unknown",
    ".measure_unknown",
    ".plan_item_unknown",
    "directory.parent_unknown",
    "ops.events_unknown",
)
"""How the codes end that speak of what another file, or another service, is still to make known."""

RIGHTS_UNHEARD = ("shared.forbidden",)
"""What a service answers to somebody whose grant it has not heard of: the operator of a suite that has just started."""

DIRECTORY = ("importUnits", "importPeople", "importGrants", "importDirectory")
"""What waits for no other service."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How an XLSX file begins, and an old .xls, of which the suite says what to do about it."""

PEOPLE_COLUMNS = ("code", "full_name", "unit", "position", "person_type")


class KindUnknown(Invalid):
    """A file that is none of those the suite loads."""

    code = "ops.file_kind_unknown"
    vi = "Không nhận ra loại tệp “{file}”; cần CSV/XLSX đơn vị, cán bộ, vai trò hoặc JSON mục tiêu, kế hoạch, việc."
    en = "“{file}” is no file the suite loads: units, people or grants as CSV or XLSX; goals, plans or work as JSON."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One import: which file it comes from, the mutation that takes it, and its text, or its bytes in base64."""

    file: str
    mutation: str
    content: str = ""
    content_base64: str = ""

    def given(self) -> dict[str, str]:
        """The file as the mutation takes it."""
        return {"contentBase64": self.content_base64} if self.content_base64 else {"content": self.content}


def load_files(files: Sequence[str], *, url: str, user: str, password: str, dry_run: bool) -> None:
    """Check every file, then load them in the order given; raises what the suite refuses."""
    steps = [step for file in files for step in _steps_of(file)]
    client = SuiteClient(url)
    client.sign_in(user, password)
    with progress("loading", total=len(steps)) as bar:
        for step, report in run_steps(client, steps, dry_run=dry_run):
            bar.advance(bar.task_ids[0])
            say(f"{step.file} → {step.mutation}: {report}")


def run_steps(client: SuiteClient, steps: Sequence[Step], *, dry_run: bool) -> Iterator[tuple[Step, str]]:
    """Try every step as a dry run, then do them; a step may wait for what an earlier one has just loaded."""
    for number, step in enumerate(steps):
        tolerate = number > 0 or (_waits(step) and not dry_run)
        report = _heard(step, partial(_try, client, step, dry_run=True, tolerate=tolerate), unheard=RIGHTS_UNHEARD)
        if dry_run:
            yield step, report
    if dry_run:
        return
    for step in steps:
        yield step, _heard(step, partial(_try, client, step, dry_run=False), unheard=UNHEARD + RIGHTS_UNHEARD)


def _heard(step: Step, work: Callable[[], str], *, unheard: tuple[str, ...]) -> str:
    if not _waits(step):
        return work()
    answer: str = patiently(work, seconds=HEARSAY_SECONDS, unheard=unheard)
    return answer


def patiently(work: Callable[[], Any], *, seconds: float, unheard: tuple[str, ...] = UNHEARD) -> Any:
    """Do it again, for at most `seconds`, while every refusal's code ends as what was not heard of yet does."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return work()
        except Refused as refusal:
            passing = all(single.code.endswith(unheard) for single in refusal.each())
            if not passing or time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def _steps_of(file: str) -> list[Step]:
    try:
        return steps_of(file, Path(file).read_bytes())
    except Refused as refusal:
        raise _of_file(file, refusal) from refusal


def _of_file(file: str, refusal: Refused) -> AnsweredSeveral:
    """The same refusals, each with its file and its place in it."""
    said = [(single, described(single)) for single in refusal.each()]
    return AnsweredSeveral(
        [
            Answered(single.code, sentence if file in sentence else f"{file}: {sentence}", field=single.field)
            for single, sentence in said
        ]
    )


def steps_of(file: str, content: bytes) -> list[Step]:
    """The imports that a file stands for; raises KindUnknown, or FileMalformed with line and column.

    A workbook holds units, people and grants in sheets of these names.
    """
    if content.startswith(WORKBOOKS):
        return [Step(file=file, mutation="importDirectory", content_base64=b64encode(content).decode("ascii"))]
    text = read_text(content, name=file)
    if text.lstrip().startswith(("{", "[")):
        return _document_steps(file, text)
    heading = next(csv.reader(io.StringIO(text), delimiter=delimiter_of(text)), [])
    for column, mutation in (("parent_code", "importUnits"), ("full_name", "importPeople"), ("role", "importGrants")):
        if column in heading:
            return [Step(file=file, mutation=mutation, content=text)]
    raise KindUnknown(file=file)


def _document_steps(file: str, text: str) -> list[Step]:
    document = read_document(text)
    if isinstance(document, dict) and ("objectives" in document or "plans" in document):
        return [
            Step(file=file, mutation=mutation, content=text)
            for key, mutation in (("objectives", "importObjectives"), ("plans", "importPlans"))
            if key in document
        ]
    cases = document if isinstance(document, list) else [document]
    if cases and all(isinstance(case, dict) and isinstance(case.get("person"), dict) for case in cases):
        people = Step(file=file, mutation="importPeople", content=_people([case["person"] for case in cases]))
        return [people, Step(file=file, mutation="importTasks", content=text)]
    raise KindUnknown(file=file)


def _people(people: Sequence[dict[str, Any]]) -> str:
    table = io.StringIO()
    unique = {str(person.get("code")): person for person in people}
    kept = [name for name in PEOPLE_COLUMNS if any(name in person for person in unique.values())]
    writer = csv.writer(table)
    writer.writerow(kept)
    writer.writerows([[person.get(name, "") for name in kept] for person in unique.values()])
    return table.getvalue()


def _waits(step: Step) -> bool:
    return step.mutation not in DIRECTORY


def _try(client: SuiteClient, step: Step, *, dry_run: bool, tolerate: bool = False) -> str:
    given = {**step.given(), "dryRun": dry_run}
    try:
        report = client.do(step.mutation, given, wanted=client.report_of(step.mutation))["report"]
    except Refused as refusal:
        if tolerate and all(single.code.endswith(UNHEARD) for single in refusal.each()):
            return "waits for what is loaded before it"
        raise _of_file(step.file, refusal) from refusal
    return json.dumps(report, ensure_ascii=False)
