"""What the register knows of a method, in the shape that the routing rules ask for."""

from datetime import date

from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.routing import DatedEvent, Facts, Scope
from likeverd.core.routing import Method as RoutedMethod
from likeverd.methods.models import Method


def facts_for(method: Method | None, on: date, scope: Scope = Scope.INDIVIDUAL) -> Facts:
    """The facts about a method on a day, before anybody has answered anything; ``None`` is one that is not registered.

    Events are read with ``method.events.all()``, so that a prefetched method costs no query.
    """
    if method is None:
        return Facts(on=on, scope=scope)
    events = tuple(
        DatedEvent(row.date, EventKind(row.event), row.in_force) for row in method.events.all()
    )
    routed = RoutedMethod(MethodKind(method.kind), events, method.method_id)
    return Facts(on=on, scope=scope, method=routed)
