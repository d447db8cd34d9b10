"""What the register knows of a method, in the shape that the routing rules ask for."""

from datetime import date

from likeverd.core.method_register import facts_of
from likeverd.core.routing import Facts, Scope
from likeverd.methods.models import Method
from likeverd.methods.records import record_of


def facts_for(method: Method | None, on: date, scope: Scope = Scope.INDIVIDUAL) -> Facts:
    """The facts about a method on a day, before anybody has answered anything; ``None`` is one that is not registered.

    A method whose events and entries are prefetched (``selectors``) costs no query.
    """
    if method is None:
        return Facts(on=on, scope=scope)
    return facts_of(record_of(method), on, scope)
