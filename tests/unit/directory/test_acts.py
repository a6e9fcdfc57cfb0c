"""A change of one's own password is an act like any other, and a refused one is none."""

import pytest
from nameko.testing.services import worker_factory
from sqlalchemy import select

from hanoiwork_directory.entrypoints import DirectoryEntrypoints
from hanoiwork_shared.acts import acts
from hanoiwork_shared.identity import sign
from hanoiwork_shared.wire import WireError


def test_a_change_of_ones_own_password_is_recorded_and_a_refused_one_is_not(runtime, directory, operator):
    service = worker_factory(DirectoryEntrypoints, runtime=runtime, directory=directory)
    statement = sign(operator, secret=runtime.settings.secret, now=runtime.clock.now())
    caller = {"identity": statement, "correlation_id": "c-1", "idempotency_key": "k-1"}

    def change(old: str) -> object:
        return service.change_password(caller=caller, input={"old_password": old, "new_password": "longer"})

    with pytest.raises(WireError):
        change("guess")
    change("demo")
    with runtime.database.read() as connection:
        rows = connection.execute(select(acts.c.person_id, acts.c.method, acts.c.correlation_id, acts.c.key)).all()
    assert rows == [(operator.person_id, "directory.change_password", "c-1", "k-1")]
