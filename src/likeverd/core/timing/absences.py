"""When an absence may be registered, and for whom a deputy may be named in it.

Own reading, like ``core.deputising``: one registers one's own absence, for days that are not over, for at most a year.
"""

from datetime import date
from typing import Final

from likeverd.core.deputising import ENDS_BEFORE_IT_BEGINS, LONGEST, Period
from likeverd.core.forms import faults as words
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text

TOO_LONG: Final = Text(
    "Et fravær kan registreres for høyst ett år om gangen.",
    "Eit fråvær kan registrerast for høgst eitt år om gongen.",
    "An absence can be registered for at most one year at a time.",
)


def faults_of_absence(period: Period, today: date) -> list[Fault]:
    """Why the absence cannot be registered; nothing where it can."""
    found: list[Fault] = []
    if period.first < today:
        found.append(Fault("first_day", words.DATE_IN_PAST))
    if period.last < period.first:
        found.append(Fault("last_day", ENDS_BEFORE_IT_BEGINS))
    elif period.last - period.first > LONGEST:
        found.append(Fault("last_day", TOO_LONG))
    return found
