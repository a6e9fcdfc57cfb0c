"""Channels: the ways to reach people, found in the entry-point group `hanoiwork.channels` like anybody's own.

An entry point names a factory that takes the settings of notifications and answers a Channel, or None while it is
switched off. A channel from elsewhere reads settings of its own in its factory.
"""

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points

from hanoiwork_notifications.channels.settings import NotificationsSettings
from hanoiwork_notifications.domain import Letter, Undeliverable, Words
from hanoiwork_notifications.service import Channel
from hanoiwork_shared.errors import Invalid, Refused

__all__ = ["GROUP", "Channel", "ChannelRefused", "Letter", "Undeliverable", "Words", "open_channels"]

GROUP = "hanoiwork.channels"

Factory = Callable[[NotificationsSettings], Channel | None]


class ChannelRefused(Invalid):
    """A channel cannot be taken in; the start-up stops and names it."""

    code = "notifications.channel_refused"
    vi = "Kênh thông báo “{channel}” không dùng được: {reason}."
    en = "The channel “{channel}” cannot be used: {reason}."


def open_channels(own: NotificationsSettings, points: Iterable[EntryPoint] | None = None) -> dict[str, Channel]:
    """Every channel in force, by name; raises ChannelRefused for one that is broken or there twice."""
    found: dict[str, Channel] = {}
    for point in sorted(entry_points(group=GROUP) if points is None else points, key=lambda point: point.name):
        channel = _open(point, own)
        if channel is None:
            continue
        if channel.name in found:
            raise ChannelRefused(
                channel=channel.name, reason=f"the name is taken twice, the second time by {point.value}"
            )
        found[channel.name] = channel
    return found


def _open(point: EntryPoint, own: NotificationsSettings) -> Channel | None:
    try:
        channel: Channel | None = point.load()(own)
    except Refused:
        raise  # a missing or malformed setting already names itself
    except Exception as error:
        raise ChannelRefused(channel=point.name, reason=f"{point.value} does not load ({error!r})") from error
    if channel is None:
        return None
    if getattr(channel, "name", None) != point.name or not callable(getattr(channel, "send", None)):
        raise ChannelRefused(channel=point.name, reason=f"{point.value} makes no channel of that name")
    return channel
