"""A mail server on this machine, which can be told to misbehave."""

from __future__ import annotations

import asyncio
import email
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Receives mails and counts them by Message-ID. ``behaviour`` says how it treats them."""

    def __init__(self, behaviour: str = "well") -> None:
        self.behaviour = behaviour
        self.received: Counter[str] = Counter()
        self.mails: list[Any] = []
        self.refuse_next = 0

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour == "refuses the receiver" or address.startswith("refused"):
            return f"550 5.1.1 No such person here: {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.behaviour == "is busy":
            return "451 4.3.0 Try again later"
        if self.behaviour == "hangs":
            await asyncio.sleep(30)
        if self.behaviour == "hangs up" and server.transport is not None:
            server.transport.abort()
            return ""
        mail = email.message_from_bytes(envelope.content or b"")
        self.mails.append(mail)
        self.received[mail["Message-ID"]] += 1
        if self.behaviour == "takes the mail and hangs up" and server.transport is not None:
            server.transport.abort()
            return ""
        return "250 Taken"


@contextmanager
def running(behaviour: str = "well") -> Iterator[tuple[MailServer, int]]:
    """A running server, and its port on 127.0.0.1."""
    server = MailServer(behaviour)
    controller = Controller(server, hostname="127.0.0.1", port=0, ready_timeout=10)
    # The controller looks for its own port before it knows it: a free one is chosen by the system.
    controller.port = free_port()
    controller.start()
    try:
        yield server, controller.port
    finally:
        controller.stop()


def free_port() -> int:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
