"""Ends a session that is idle or has lasted long, and remembers that one is used.

Costs no query: what it needs stands in the session. Once a minute, and after the page is made so that nobody waits
for it, the time of last use is written. What was typed is never lost: the form that comes too late is kept and shown
again by the door in front of the page (``sign_in.signed_in``).
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from likeverd.accounts.actions import sessions
from likeverd.accounts.entrance import KEY, ONCE_A_MINUTE, entrance_of


class SessionLimits:
    """Middleware, between the session and the first who asks whom it belongs to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        entrance = entrance_of(request)
        if entrance is None:
            if SESSION_KEY in request.session:
                request.session.flush()  # from before sessions had limits
        elif because := entrance.over(now):
            sessions.end(entrance.row, because=because, now=now)
            request.session.flush()
        response = self.get_response(request)
        after = entrance_of(request)
        if entrance is None or after is None or after.row != entrance.row:
            return response
        if now - after.used_at >= ONCE_A_MINUTE:
            request.session[KEY] = after.as_data() | {"used": now.timestamp()}
            sessions.used(after.row, now=now, at_most_every=ONCE_A_MINUTE)
        return response
