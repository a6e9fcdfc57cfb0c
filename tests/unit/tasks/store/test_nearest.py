"""Looking for words on PostgreSQL: how common each is decides on the way to them."""

import pytest
from sqlalchemy import text

from hanoiwork_shared.testing import stand
from hanoiwork_tasks.domain.finding.words import words
from hanoiwork_tasks.plugin import plugin
from hanoiwork_tasks.store import Store
from hanoiwork_tasks.store.nearest import INDEXED, rarest
from hanoiwork_tasks.store.rarity import shares_of

TITLES = ("Kế hoạch một", "Kế hoạch hai", "Kế toán ba", "Báo cáo")

pytestmark = pytest.mark.live


@pytest.fixture
def connection(postgres_tables, make_task):
    runtime = stand(plugin, postgres_tables(plugin))
    with Store(runtime.database, runtime.outbox).begin() as session:
        session.add([make_task(code=f"NV-{place}", title=title) for place, title in enumerate(TITLES)])
    with runtime.database.engine.connect() as connection:
        yield connection
    runtime.database.close()


def test_what_share_of_the_tasks_has_a_word_is_known_once_the_table_was_analysed(connection):
    connection.execute(text("ANALYZE task"))
    assert shares_of(connection, words("kế hoạch")) == pytest.approx([3 / 4, 2 / 4])
    assert shares_of(connection, words("toán bao")) == pytest.approx(
        [1 / 4, 1]
    )  # “Báo cáo tháng” is everybody's product
    assert shares_of(connection, ["ke", "ho"]) == pytest.approx([3 / 4, 2 / 4])


def test_a_word_that_the_statistics_do_not_know_is_rare(connection):
    connection.execute(text("ANALYZE task"))
    assert shares_of(connection, words("thủy ke")) == pytest.approx([0, 3 / 4])
    connection.rollback()
    connection.execute(text("DELETE FROM pg_statistic WHERE starelid = 'task'::regclass"))
    assert shares_of(connection, words("ke")) == [0]


def test_the_index_is_asked_for_the_rarest_words_and_for_a_beginning_only_where_it_is_among_them():
    asked = ["'a'", "'b'", "'c'", "'d':*"]
    assert INDEXED == 3
    assert rarest("abcd", [0.3, 0.1, 0.2, 0.4]) == [asked[1], asked[2], asked[0]]
    assert rarest("abcd", [0.3, 0.1, 0.2, 0.0]) == [asked[3], asked[1], asked[2]]
    assert rarest("d", [0.9]) == ["'d':*"]
