"""Closes the network in tests: only this machine's own addresses can be reached."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def close_network() -> None:
    """From now on, connecting to another machine raises NetworkClosedError in this process."""

    def connect(self: socket.socket, address: Any) -> None:
        _check(self, address)
        _connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _check(self, address)
        return _connect_ex(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    socket.socket.connect_ex = connect_ex  # type: ignore[method-assign]


def _check(connecting: socket.socket, address: Any) -> None:
    if connecting.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(str(address[0])):
        raise NetworkClosedError(
            f"A test tried to reach {address[0]}; only this machine may be reached."
        )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by name or by address."""
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False
