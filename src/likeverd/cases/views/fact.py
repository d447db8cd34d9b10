"""One answer of the first thing on a case page."""

from collections.abc import Sequence
from dataclasses import dataclass

from likeverd.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer at a glance; ``people`` instead of ``words`` where it is who has the case."""

    label: str
    words: str = ""
    people: Sequence[Person] = ()
    with_titles: bool = False
    late: bool = False
