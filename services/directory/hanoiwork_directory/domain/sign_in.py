"""How often a password may be guessed: after some wrong ones a pause, longer each time, and never for ever.

(Our choice, in the spirit of NIST SP 800-63B 5.2.2: throttle, do not lock out.) Attempts are counted by subject: the
name that was tried, known or not, and the address it was tried from.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address
from math import ceil

from hanoiwork_shared.errors import Throttled

ONE_SUBSCRIBER = 64
"""Bits of an IPv6 address that tell one subscriber from another."""
FIRST_PAUSE = timedelta(seconds=5)
FORGOTTEN = timedelta(hours=1)
"""After this long without a wrong password the count begins anew."""


class SignInThrottled(Throttled):
    """Too many wrong passwords for a name, or from an address: wait, whatever the next password is."""

    code = "directory.sign_in_throttled"
    vi = "Sai mật khẩu quá nhiều lần; hãy thử lại sau {seconds} giây."
    en = "Too many wrong passwords; try again in {seconds} seconds."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLimits:
    """Wrong passwords that are free, for a name and from an address, and the longest pause after more of them."""

    tries: int = 5
    address_tries: int = 100
    longest_pause: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Wrong passwords counted for one subject, and when the last one was sent."""

    subject: str
    failures: int
    last: datetime


def sender(address: str) -> str:
    """Whose attempts those from an address are: an IPv6 address stands for its /64, all of which one subscriber has.

    What is no address, as a proxy may tell, stands for itself. Source: RFC 6177 (an end site has a /64 at least).
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or IPv6Network((int(known), ONE_SUBSCRIBER), strict=False))


def counted(attempts: Attempts, *, free: int, longest: timedelta, now: datetime) -> Attempts:
    """The attempts with one more, which is wrong until it proves right; raises SignInThrottled during a pause."""
    if now - attempts.last >= FORGOTTEN:
        return replace(attempts, failures=1, last=now)
    left = attempts.last + _pause(attempts.failures, free=free, longest=longest) - now
    if left > timedelta(0):
        raise SignInThrottled(seconds=ceil(left.total_seconds()), at=(now + left).isoformat(timespec="seconds"))
    return replace(attempts, failures=attempts.failures + 1, last=now)


def _pause(failures: int, *, free: int, longest: timedelta) -> timedelta:
    if failures < free:
        return timedelta(0)
    doublings = min(failures - free, 20)  # a million first pauses are longer than any
    return min(longest, FIRST_PAUSE * (1 << doublings))
