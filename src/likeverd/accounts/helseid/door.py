"""The way out to the provider: its own host alone, no redirects, time limits, and a pause when it is away.

A worker that waits for a provider serves nobody else. After a call that failed, sign-ins are therefore refused at
once for some seconds, so that people who are signed in already notice nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from likeverd.accounts.identity_provider import Reason, SignInRefused

TIME_LIMITS: Final = (2.0, 4.0)  # seconds to connect, and between two parts of an answer
PAUSE: Final = 15.0  # seconds without a try after a failure
LARGEST_ANSWER: Final = 1_000_000  # bytes


class Door(requests.Session):
    """A session that reaches one origin. Raises SignInRefused with AWAY where nobody answers there."""

    def __init__(
        self, issuer: str, proxy: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.trust_env = False  # no password files, no proxies that nobody told us of
        if proxy:
            self.proxies = {"https": proxy, "http": proxy}
        self.headers["User-Agent"] = "likeverd"
        self._origin = origin(issuer)
        self._clock = clock
        self._closed_until = float("-inf")

    def request(self, method: Any, url: Any, *args: Any, **named: Any) -> requests.Response:
        """One call. An address of another host is a fault of the provider's description, and is not called."""
        if origin(str(url)) != self._origin:
            raise SignInRefused(Reason.NOT_PROVEN, "an address outside the issuer's host")
        if self._clock() < self._closed_until:
            raise SignInRefused(Reason.AWAY, "the provider was away a moment ago")
        named |= {"timeout": TIME_LIMITS, "allow_redirects": False}
        try:
            response = super().request(method, url, *args, **named)
        except requests.RequestException as error:
            self._closed_until = self._clock() + PAUSE
            raise SignInRefused(Reason.AWAY, type(error).__name__) from None
        if response.status_code >= 500:
            raise SignInRefused(Reason.AWAY, f"status {response.status_code}")
        if response.is_redirect or len(response.content) > LARGEST_ANSWER:
            raise SignInRefused(Reason.NOT_PROVEN, "a redirect or an answer out of all proportion")
        return response


def origin(address: str) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    parts = urlsplit(address)
    standard = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname or "", parts.port or standard
