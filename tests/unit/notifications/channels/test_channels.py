"""Channels come in by their entry points; a broken one is named."""

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from hanoiwork_notifications.channels import GROUP, ChannelRefused, open_channels
from hanoiwork_notifications.channels.settings import OWN_PREFIX, NotificationsSettings
from hanoiwork_shared.settings import SettingMalformed, read_group


def points(*named: tuple[str, str]) -> Iterable[EntryPoint]:
    return [EntryPoint(name=name, value=value, group=GROUP) for name, value in named]


INBOX = "hanoiwork_notifications.channels.inbox:make"
OURS = points(*((name, f"hanoiwork_notifications.channels.{name}:make") for name in ("inbox", "email", "webhook")))


def test_out_of_the_box_only_the_inbox_is_on() -> None:
    assert list(open_channels(NotificationsSettings(), OURS)) == ["inbox"]


def test_email_and_webhook_are_switched_on_by_their_settings() -> None:
    own = NotificationsSettings(
        email_host="mail.example.org", webhook_url="https://example.org/hook", webhook_secret="s" * 32
    )
    assert list(open_channels(own, OURS)) == ["email", "inbox", "webhook"]


def test_a_name_taken_twice_is_refused_by_name() -> None:
    with pytest.raises(ChannelRefused, match=r"inbox.*taken twice"):
        open_channels(NotificationsSettings(), points(("inbox", INBOX), ("inbox", INBOX)))


@pytest.mark.parametrize(
    "value", ["no_such_module:make", "hanoiwork_notifications.channels.inbox:nothing", "json:dumps"]
)
def test_a_channel_that_does_not_load_is_refused_by_name(value: str) -> None:
    with pytest.raises(ChannelRefused, match="broken"):
        open_channels(NotificationsSettings(), points(("broken", value)))


def test_a_channel_that_calls_itself_otherwise_is_refused() -> None:
    with pytest.raises(ChannelRefused, match="inbox"):
        open_channels(NotificationsSettings(), points(("pigeon", INBOX)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("EMAIL_PORT", "many"), ("WEBHOOK_URL", "ftp://example.org"), ("WEBHOOK_URL", "https://example.org/hook")],
    ids=["a port that is no number", "an address that is not http", "no secret"],
)
def test_a_malformed_setting_stops_the_start_and_names_itself(name: str, value: str) -> None:
    with pytest.raises(SettingMalformed, match=f"HANOIWORK_NOTIFICATIONS_{name.split('_', maxsplit=1)[0]}"):
        open_channels(read_group(NotificationsSettings, {f"{OWN_PREFIX}{name}": value}, prefix=OWN_PREFIX), OURS)


def test_a_channel_of_a_distribution_that_was_just_put_in_is_found(tmp_path: Path) -> None:
    (tmp_path / "pigeon.py").write_text(
        "class Pigeon:\n"
        "    name = 'pigeon'\n"
        "    def send(self, letter):\n"
        "        print(letter)\n"
        "def make(settings):\n"
        "    return Pigeon()\n"
    )
    about = tmp_path / "pigeon-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: pigeon\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[hanoiwork.channels]\npigeon = pigeon:make\n")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from hanoiwork_notifications.channels import open_channels\n"
        "from hanoiwork_notifications.channels.settings import NotificationsSettings\n"
        "print('pigeon' in open_channels(NotificationsSettings()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
