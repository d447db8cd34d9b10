"""The line to Public 360: one call of its interface SIF (RPC over HTTP, JSON both ways).

Address and key come from the environment, one pair for each trust by its code: ``PUBLIC360_ADDRESS_INNLANDET`` and
``PUBLIC360_KEY_INNLANDET``. Nothing that the other side says is kept or shown: it may name people.
"""

from __future__ import annotations

import http.client
import json
import os
import ssl
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

PATH: Final = "/Biz/v2/api/call/SI.Data.RPC/SI.Data.RPC"
PART: Final = 64 * 1024
LONGEST_ANSWER: Final = 20 * 1024 * 1024
THIS_MACHINE: Final = ("127.0.0.1", "localhost", "::1")


class CallFailed(Exception):
    """A call that came to nothing. The names of its kinds say what is known."""


class NotSetUp(CallFailed):
    """There is no address or key, or the address is not safe to send a patient's case to."""


class NotReached(CallFailed):
    """Nobody answered at the address: nothing was handed over."""


class NoAnswer(CallFailed):
    """The call was handed over, at least in part, and no whole answer came."""


class AccessRefused(CallFailed):
    """The key was not accepted."""


class ServerFault(CallFailed):
    """The other side had a fault; it may have done what was asked before."""


class NoSense(CallFailed):
    """The answer is not one of this interface; what was asked may have been done."""


class SaidNo(CallFailed):
    """HTTP 200 with ``Successful: false``: it was not done."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a trust's Public 360 answers, and the key to it. ``seconds``: how long one call may take in all."""

    address: str
    key: str
    seconds: float = 60.0

    def __repr__(self) -> str:
        return f"Line({self.address!r})"  # never the key


def line_of(trust: str) -> Line:
    """The line of a trust by its code; raises ``NotSetUp``."""
    name = trust.upper().replace("-", "_")
    address = os.environ.get(f"PUBLIC360_ADDRESS_{name}", "")
    key = os.environ.get(f"PUBLIC360_KEY_{name}", "")
    seconds = float(os.environ.get("PUBLIC360_SECONDS", "60"))
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (
        not settings.PRODUCTION and parts.scheme == "http" and parts.hostname in THIS_MACHINE
    )
    if not address or not key or not safe or not parts.hostname:
        raise NotSetUp
    return Line(address, key, seconds)


def call(line: Line, service: str, method: str, parameter: dict[str, Any]) -> dict[str, Any]:
    """Ask, and give the answer; raises one of the kinds of ``CallFailed``."""
    body = json.dumps({"parameter": parameter}).encode()
    parts = urlsplit(line.address)
    until = time.monotonic() + line.seconds
    connection = _connection(parts.scheme, str(parts.hostname), parts.port, line.seconds)
    path = f"{parts.path.rstrip('/')}{PATH}/{service}/{method}"
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    try:
        try:
            connection.connect()
        except OSError as away:
            raise NotReached from away
        try:
            connection.request("POST", path, body, headers | {"AuthKey": line.key})
            answer = connection.getresponse()
            status, content = answer.status, _read(answer, connection, until)
        except (OSError, http.client.HTTPException) as broken:
            raise NoAnswer from broken
    finally:
        connection.close()
    return _meaning(status, content)


def _connection(
    scheme: str, host: str, port: int | None, seconds: float
) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
    return http.client.HTTPConnection(host, port, timeout=seconds)


def _read(
    answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, until: float
) -> bytes:
    """The whole answer, or ``TimeoutError``: a server that sends a byte now and then holds nobody for ever."""
    content = b""
    while True:
        left = until - time.monotonic()
        if left <= 0 or len(content) > LONGEST_ANSWER:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = answer.read1(PART)
        if not part:
            if answer.length:  # it promised more than it sent
                raise http.client.IncompleteRead(content)
            return content
        content += part


def _meaning(status: int, content: bytes) -> dict[str, Any]:
    if status in (401, 403):
        raise AccessRefused
    if status >= 500 or status == 429:
        raise ServerFault
    if status != 200:
        raise NoSense
    try:
        said = json.loads(content)
    except ValueError as broken:
        raise NoSense from broken
    if not isinstance(said, dict) or not isinstance(said.get("Successful"), bool):
        raise NoSense
    if not said["Successful"]:
        raise SaidNo
    return said
