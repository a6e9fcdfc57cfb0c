"""`hanoiwork up` and its siblings: a place that is taken or a setting that is wrong is named; Ctrl-C is clean."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.commanding import distributed, hanoiwork
from tests.journeys.refusing import City
from tests.journeys.suites import EmbeddedSuite, free_port, signed_in

pytestmark = pytest.mark.journey

NOWHERE = "postgresql+psycopg2://nobody:hunter2@127.0.0.1:9/{service}"


@pytest.fixture
def taken() -> Iterator[str]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield str(listening.getsockname()[1])


def test_a_port_that_is_taken_is_named(tmp_path: Path, taken: str):
    ended = hanoiwork("up", "--port", taken, "--data-dir", str(tmp_path))
    assert ended.codes() == ["ops.place_taken"]
    assert f"127.0.0.1:{taken}" in ended.err
    assert list(tmp_path.glob("*.db")) == []
    other = distributed("gateway", "--port", taken)
    assert [code for code, _ in other.problems()] == ["ops.place_taken"]


def test_a_data_folder_in_use_is_named_and_left_alone(city: City):
    assert isinstance(city.suite, EmbeddedSuite)
    with city.untouched():
        ended = hanoiwork("up", "--port", str(free_port()), "--data-dir", str(city.suite.data_dir))
    assert ended.codes() == ["ops.place_taken"]
    assert str(city.suite.data_dir) in ended.err


def test_an_address_that_is_not_this_machines_is_named(tmp_path: Path):
    ended = hanoiwork("up", "--host", "192.0.2.1", "--data-dir", str(tmp_path))
    assert ended.codes() == ["ops.address_unusable"]
    assert "192.0.2.1:8000" in ended.err


@pytest.mark.parametrize(
    "setting",
    [
        "HANOIWORK_SECRET=too short",
        "HANOIWORK_PORT=eight thousand",
        "HANOIWORK_PORT=65536",
        "HANOIWORK_DEMO=perhaps",
        "HANOIWORK_LOG_LEVEL=loud",
        "HANOIWORK_MAX_WORKERS=0",
        "HANOIWORK_TOKEN_MINUTES=-1",
        "HANOIWORK_DATABASE_URL=mysql://root:hunter2@host/{service}",
        "HANOIWORK_DATABASE_URL=postgresql://root:hunter2@host:port/{service}",
        "HANOIWORK_AMQP_URI=http://host",
        "HANOIWORK_NOTIFICATIONS_EMAIL_PORT=smtp",
    ],
)
def test_a_setting_that_is_wrong_is_named(tmp_path: Path, setting: str):
    name, _, value = setting.partition("=")
    ended = hanoiwork("up", HANOIWORK_DATA_DIR=str(tmp_path), **{name: value})  # type: ignore[arg-type]
    assert ended.codes() == ["shared.setting_malformed"]
    assert name in ended.err
    assert "hunter2" not in ended.err


def test_every_setting_that_is_wrong_has_its_line(tmp_path: Path):
    wrong = {"HANOIWORK_PORT": "x", "HANOIWORK_DEMO": "y", "HANOIWORK_CALL_SECONDS": "z"}
    ended = hanoiwork("up", HANOIWORK_DATA_DIR=str(tmp_path), **wrong)  # type: ignore[arg-type]
    assert ended.codes() == ["shared.setting_malformed"] * 3
    assert all(name in ended.err for name in wrong)


@pytest.mark.parametrize("command", ["migrate", "gateway", "relay", "topology apply", "serve tasks"])
def test_a_missing_secret_is_named_with_what_it_is_for(command: str):
    ended = hanoiwork(*command.split())
    assert ended.codes() == ["shared.setting_missing"]
    assert "HANOIWORK_SECRET" in ended.err
    assert "Signs tokens" in ended.err


def test_a_service_that_is_not_installed_is_named():
    ended = distributed("serve", "nothing")
    assert [sentence for _, sentence in ended.problems()] == ["There is no service “nothing”."]


def test_a_database_that_does_not_answer_is_named_without_its_password():
    ended = distributed("migrate", HANOIWORK_DATABASE_URL=NOWHERE)
    assert ended.codes() == ["shared.unavailable"]
    assert "database of directory" in ended.err
    assert "hunter2" not in ended.err


def test_a_broker_that_does_not_answer_is_named_without_its_password():
    ended = distributed("topology", "apply", HANOIWORK_AMQP_URI="amqp://guest:hunter2@127.0.0.1:9//")
    assert ended.codes() == ["shared.unavailable"]
    assert "RabbitMQ" in ended.err
    assert "hunter2" not in ended.err


@pytest.mark.live
def test_a_broker_that_does_not_let_us_in_is_named(amqp_uri: str):
    scheme, _, rest = amqp_uri.partition("://")
    wrong = f"{scheme}://guest:hunter2@{rest.rpartition('@')[2]}"
    ended = distributed("topology", "apply", HANOIWORK_AMQP_URI=wrong)
    assert ended.codes() == ["shared.unavailable"]
    assert "RabbitMQ" in ended.err
    assert "ACCESS_REFUSED" in ended.err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_suite_stops_cleanly_and_keeps_its_data(tmp_path: Path, how: signal.Signals):
    suite = EmbeddedSuite(tmp_path)
    try:
        suite.start()
        operator = signed_in(suite.url, "operator")
        operator.do("importUnits", {"content": "code,parent_code,kind,name\nHN,,city,Hà Nội\n"})
        operator.close()
        assert suite.processes.end("embedded", how) == 0
        assert "Stopped cleanly." in suite.processes.logs()
        suite.start()
        operator = signed_in(suite.url, "operator")
        assert operator.ask('{ unit(key: "HN") { name } }') == {"unit": {"name": "Hà Nội"}}
        operator.close()
        assert suite.processes.end("embedded", how) == 0
        assert "Traceback" not in suite.processes.logs()
    finally:
        suite.stop()
