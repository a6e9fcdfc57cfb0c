"""Column types: exact numbers and UTC moments, alike on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from hanoiwork_shared.columns import DecimalText, Moment
from hanoiwork_shared.database import Database

metadata = MetaData()
kept = Table(
    "kept", metadata, Column("id", Integer, primary_key=True), Column("amount", DecimalText), Column("at", Moment)
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    metadata.create_all(database.engine)
    yield database
    database.close()


def round_trip(database: Database, **values):
    with database.begin() as connection:
        connection.execute(insert(kept).values(id=1, **values))
    with database.read() as connection:
        return connection.execute(select(kept)).one()


@pytest.mark.parametrize("text", ["0.10", "83.90", "-1234567890.123456789", "0", "1E+3"])
def test_a_decimal_is_exact_and_keeps_its_places(database, text: str):
    read = round_trip(database, amount=Decimal(text)).amount
    assert read == Decimal(text)
    assert "E" not in str(read)


def test_a_moment_is_read_back_in_utc(database):
    hanoi = datetime(2026, 6, 15, 10, 30, 0, 123456, tzinfo=timezone(timedelta(hours=7)))
    read = round_trip(database, at=hanoi).at
    assert read == hanoi
    assert read.utcoffset() == timedelta(0)
    assert read == datetime(2026, 6, 15, 3, 30, 0, 123456, tzinfo=UTC)


def test_nothing_stays_nothing(database):
    row = round_trip(database, amount=None, at=None)
    assert (row.amount, row.at) == (None, None)


def test_a_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(StatementError, match="time zone"):
        round_trip(database, at=datetime(2026, 6, 15, 10, 30))  # noqa: DTZ001 - the point of the test
