"""What the probes have written down, compared with what was ordered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, create_engine, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What became of some notes; the gate is that the last three are 0."""

    attempted: int
    acknowledged: int
    lost: int
    unexpected: int
    duplicated: int

    def row(self, title: str) -> str:
        """One line of the table."""
        figures = (self.attempted, self.acknowledged, self.lost, self.unexpected, self.duplicated)
        return f"{title:<46}" + "".join(f"{figure:>13}" for figure in figures)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, made up or done twice."""
        return (self.lost, self.unexpected, self.duplicated) == (0, 0, 0)


TWICE = {
    "probe_teller": """
        select 'note', note.n, note.id, note.xmin::text, answered.key, outbox.id, outbox.created
        from note join outbox on outbox.aggregateid = note.id
            left join answered on answered.xmin::text = note.xmin::text
        where note.n in (select n from note group by n having count(*) > 1) order by note.n, outbox.created""",
    "probe_hearer": """
        select 'heard', heard.n, heard.note_id, heard.xmin::text, inbox.event_id, inbox.heard
        from heard left join inbox on inbox.xmin::text = heard.xmin::text
        where heard.n in (select n from heard group by n having count(*) > 1) order by heard.n, heard.position""",
}
"""What was written twice, and what else was written in the same transaction (PostgreSQL's xmin names it)."""

HEADING = f"{'run':<46}" + "".join(f"{name:>13}" for name in Count.__dataclass_fields__)


class Books:
    """The rows of both probes, read beside them."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._engines: dict[str, Engine] = {name: create_engine(url) for name, url in urls.items()}

    def numbers(self, service: str, table: str) -> list[int]:
        """The numbers that a probe has written down."""
        with self._engines[service].connect() as connection:
            return list(connection.execute(text(f"select n from {table}")).scalars())  # noqa: S608 - our own names

    def notes(self) -> list[int]:
        """The notes taken."""
        return self.numbers("probe_teller", "note")

    def heard(self) -> list[int]:
        """The notes heard of."""
        return self.numbers("probe_hearer", "heard")

    def ask(self, service: str, query: str) -> object:
        """One value from a service's database."""
        with self._engines[service].begin() as connection:
            return connection.execute(text(query)).scalar_one_or_none()

    def twice(self) -> str:
        """What was written twice, in which transaction and with what: for the log of a run that failed."""
        found = []
        for service, query in TWICE.items():
            with self._engines[service].connect() as connection:
                found += [" ".join(map(str, row)) for row in connection.execute(text(query))]
        return "\n".join(found)

    def terminate_backends(self) -> int:
        """End every other session of both databases; answers how many."""
        ended = 0
        for engine in self._engines.values():
            with engine.connect() as connection:
                query = (
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where datname = current_database() and pid <> pg_backend_pid()"
                )
                ended += len(connection.execute(text(query)).all())
        return ended

    def oldest_waiting(self) -> float:
        """The age in seconds of the oldest event in the teller's outbox; 0 when none waits."""
        oldest = self.ask("probe_teller", "select min(created) from outbox where sent is null and refused is null")
        return (datetime.now(UTC) - oldest).total_seconds() if isinstance(oldest, datetime) else 0.0

    def count(self, attempted: Sequence[int], acknowledged: Sequence[int]) -> Count:
        """Compare what was ordered with what was done, among these notes."""
        tried = set(attempted)
        notes, heard = ([n for n in found if n in tried] for found in (self.notes(), self.heard()))
        lost = set(acknowledged) - set(notes) | set(notes) - set(heard)
        strangers = [n for n in (*self.notes(), *self.heard()) if n not in tried and n >= min(tried)]
        ghosts = set(heard) - set(notes)
        twice = [n for found in (notes, heard) for n, times in Counter(found).items() if times > 1]
        return Count(
            attempted=len(tried),
            acknowledged=len(acknowledged),
            lost=len(lost),
            unexpected=len(ghosts) + len(strangers),
            duplicated=len(twice),
        )

    def close(self) -> None:
        """Let the databases go."""
        for engine in self._engines.values():
            engine.dispose()
