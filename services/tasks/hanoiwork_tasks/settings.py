"""What an operator tells tasks: the city's own days in the working calendar, where files are kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from hanoiwork_shared.settings import Settings, setting, some_of, starting_or_empty
from hanoiwork_tasks.domain.attaching.kinds import KINDS
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays

MOST_DAYS = 366
"""Days that one range may name (our choice)."""


def days(text: str) -> frozenset[date]:
    """Days from `2026-02-16..2026-02-20, 2026-05-02`; raises ValueError for anything else."""
    found: set[date] = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        first, _, last = part.partition("..")
        start, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        if not 0 <= (end - start).days < MOST_DAYS:
            raise ValueError(part)
        found |= {start + timedelta(days=step) for step in range((end - start).days + 1)}
    return frozenset(found)


def _named(text: str) -> str | None:
    try:
        days(text)
    except ValueError as error:
        return f"{error} is not a list of days such as 2026-02-16..2026-02-20, 2026-05-02"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksSettings:
    """Settings of the working calendar and of files."""

    days_off: str = setting(
        "Days that are not worked besides weekends and public holidays, such as 2026-02-16..2026-02-20.",
        default="",
        check=_named,
    )
    days_worked: str = setting(
        "Weekend days or holidays that are worked instead (swapped days), such as 2026-08-22.",
        default="",
        check=_named,
    )

    files: str = setting(
        "Where the content of files is kept: a folder that all replicas share ({data_dir} is filled in), or "
        "s3://BUCKET/PREFIX with the account in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        default="{data_dir}/files",
    )
    files_endpoint: str = setting(
        "Address of an S3 service that is not Amazon's, such as MinIO.",
        default="",
        check=starting_or_empty("https://", "http://"),
    )
    file_endings: str = setting(
        "Endings of files that may be attached, separated by commas.", default=",".join(KINDS), check=some_of(*KINDS)
    )

    def files_at(self, settings: Settings) -> str:
        """The address at which the content of files is kept."""
        return self.files.replace("{data_dir}", str(settings.data_dir))

    def endings(self) -> frozenset[str]:
        """The endings of files that may be attached."""
        return frozenset(one.strip() for one in self.file_endings.split(","))

    def working_days(self) -> WorkingDays:
        """The calendar they make."""
        return WorkingDays(off=days(self.days_off), worked=days(self.days_worked))
