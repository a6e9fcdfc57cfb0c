"""A port that cannot be had is refused with what to change."""

import socket

import pytest

from hanoiwork_ops.listening import AddressUnusable, PlaceTaken, listening_on


def test_a_free_port_is_listened_on():
    with listening_on("127.0.0.1", 0) as listening:
        address = listening.getsockname()
        with socket.create_connection(address, timeout=5):
            pass


def test_a_port_in_use_is_refused_and_named():
    with listening_on("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(PlaceTaken, match=f"127.0.0.1:{port} is used"), listening_on("127.0.0.1", port):
            pass


def test_an_address_of_another_machine_is_refused_and_named():
    with pytest.raises(AddressUnusable, match=r"192\.0\.2\.1:8000 .* HANOIWORK_HOST"), listening_on("192.0.2.1", 8000):
        pass
