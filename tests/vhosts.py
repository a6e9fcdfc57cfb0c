"""Virtual hosts of RabbitMQ for the tests, one for each process that runs some."""

import fcntl
import itertools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kombu.connection import Connection


def can_make_vhosts() -> bool:
    """Whether the broker of this machine lets us make virtual hosts."""
    return shutil.which("rabbitmqctl") is not None and _rabbitmqctl("list_vhosts")


@contextmanager
def own_vhost(broker: str) -> Iterator[str]:
    """The address of a virtual host that no other process of tests uses now, empty.

    It is kept and emptied rather than deleted: deleting virtual hosts can block RabbitMQ 3.10 for many minutes while
    their message stores are stopped, for everybody on that broker.
    """
    for number in itertools.count(1):
        vhost = f"hanoiwork_test_{number}"
        with (Path(tempfile.gettempdir()) / f"{vhost}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if shutil.which("rabbitmqctl") is None or not _rabbitmqctl("add_vhost", vhost):
                yield broker  # the default one: the tests' queues carry names of their own
                return
            _rabbitmqctl("set_permissions", "-p", vhost, "guest", ".*", ".*", ".*")
            uri = f"{broker.rstrip('/')}/{vhost}"
            _empty(vhost, uri)
            yield uri
            _empty(vhost, uri)  # a quorum queue holds file handles of the broker even when nobody uses it
            return


def _empty(vhost: str, uri: str) -> None:
    listed = subprocess.run(
        ["rabbitmqctl", "--quiet", "list_queues", "-p", vhost, "name", "--no-table-headers"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    with Connection(uri, connect_timeout=5) as connection:
        channel = connection.channel()
        for queue in listed.stdout.split():
            channel.queue_delete(queue)


def _rabbitmqctl(*arguments: str) -> bool:
    done = subprocess.run(["rabbitmqctl", "--quiet", *arguments], capture_output=True, timeout=60, check=False)
    return done.returncode == 0
