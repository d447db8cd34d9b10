"""The invented methods that seeded cases apply for, and the diagnosis of each.

Only invented methods are used, so that no picture of a seeded country can be read as facts
about a real medicine.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from django.db import DEFAULT_DB_ALIAS

import likeverd
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.core.method_events import INTRODUCTIONS, EventKind
from likeverd.core.registers import MethodRow
from likeverd.methods.models import Method
from likeverd.methods.register_files import read_files

DEMONSTRATION_METHODS: Final = (
    Path(likeverd.__file__).parent / "methods" / "data" / "demonstration_methods.json"
)


@dataclass(frozen=True, slots=True)
class Applied:
    """A method as it is applied for: its row's id, its name in the form, and the diagnosis.

    ``route`` is another scheme where the national decision leads there; empty while the method
    is under assessment, so that an exception is the right way in.
    """

    pk: int
    key: str
    product: str
    code_system: str
    code: str
    display: str
    route: str = ""


@cache
def _register() -> tuple[MethodRow, ...]:
    found = read_files([DEMONSTRATION_METHODS], today=date.max)
    return tuple(method for method in found.methods if method.diagnosis is not None)


def applied_methods(using: str = DEFAULT_DB_ALIAS) -> dict[str, Applied]:
    """The invented methods that are in the register, by key, in the register's order.

    ``using`` names the database connection. Raises ``NotSeeded`` where one is missing.
    """
    found_rows = Method.objects.using(using).filter(demonstration=True)
    stored = dict(found_rows.values_list("key", "pk"))
    found = {}
    for row in _register():
        if row.key not in stored:
            raise NotSeeded(
                "The register lacks the invented methods; run 'likeverd import_register' first."
            )
        if row.diagnosis is not None:
            found[row.key] = Applied(
                stored[row.key],
                row.key,
                row.substance or row.name,
                row.diagnosis.code_system,
                row.diagnosis.code,
                row.diagnosis.display,
                _route(row),
            )
    return found


def _route(method: MethodRow) -> str:
    happened = {event.event for event in method.events}
    if happened & INTRODUCTIONS:
        return "ordinary_use"
    # A reassessment that is commissioned does not open the exceptions again [NM1b].
    return "access_scheme" if EventKind.NOT_INTRODUCED in happened else ""
