"""The invented methods that seeded cases apply for, and the diagnosis of each.

Only invented methods are used, so that no picture of a seeded country can be read as facts
about a real medicine.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import likeverd
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.core.registers import MethodRow
from likeverd.methods.models import Method
from likeverd.methods.register_files import read_files

DEMONSTRATION_METHODS: Final = (
    Path(likeverd.__file__).parent / "methods" / "data" / "demonstration_methods.json"
)


@dataclass(frozen=True, slots=True)
class Applied:
    """A method as it is applied for: its row's id, its name in the form, and the diagnosis."""

    pk: int
    key: str
    product: str
    code_system: str
    code: str
    display: str


@cache
def _register() -> tuple[MethodRow, ...]:
    _, methods = read_files([DEMONSTRATION_METHODS], today=date.max)
    return tuple(method for method in methods if method.diagnosis is not None)


def applied_methods() -> dict[str, Applied]:
    """The invented methods that are in the register, by key, in the register's order.

    Raises ``NotSeeded`` where one is missing.
    """
    stored = dict(Method.objects.filter(demonstration=True).values_list("key", "pk"))
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
            )
    return found
