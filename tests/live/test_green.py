"""A service's process is green down to the database driver: a slow statement holds nobody else up."""

import subprocess
import sys

TEN_AT_ONCE = """
from hanoiwork_shared.bus_hub import make_green
make_green(with_asyncio={with_asyncio})
import sys, time
import eventlet
from sqlalchemy import text
from hanoiwork_shared.database import Database

database = Database(sys.argv[1])

def sleep():
    with database.begin() as connection:
        connection.execute(text("select pg_sleep(0.5)"))

pool = eventlet.GreenPool(10)
for _ in range(10):                 # ten connections, opened before the clock runs
    pool.spawn(lambda: database.engine.connect().close())
pool.waitall()
started = time.monotonic()
for _ in range(10):
    pool.spawn(sleep)
pool.waitall()
print(time.monotonic() - started)
"""


def test_ten_slow_statements_at_once_take_under_a_second(postgres_url):
    url = postgres_url("green")
    for with_asyncio in (False, True):
        program = TEN_AT_ONCE.format(with_asyncio=with_asyncio)
        command = [sys.executable, "-W", "ignore", "-c", program, url]
        took = [float(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout) for _ in range(2)]
        print(f"\nten pg_sleep(0.5) at once, asyncio hub {with_asyncio}: {min(took):.2f} s")
        assert min(took) < 1
