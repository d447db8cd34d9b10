"""How often each field of the form is asked about, so that its owner can mend the form.

Counted from events: of the cases that were sent with a version of the form in a period, in how many did somebody ask
about the field, and how many were returned as a whole. A case counts once for a field, however often it was asked.
No case and nobody's words come out. Rates of few cases say nothing and could point at somebody, so that below
``FEWEST`` sent cases nothing but their number is told, and a count of one or two is told as "1-2" without a rate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from likeverd.core.events import QuestionsAsked, Recorded, ReturnedToApplicant, Submitted
from likeverd.core.workdays import local_day

FEWEST: Final = 5
SMALL: Final = 3
WHOLE_CASE: Final = ""
RETURNED: Final = "*returned"


@dataclass(frozen=True, slots=True)
class SentCase:
    """One case: the version of the form, when it was first sent, which fields were asked about, and if it came back."""

    form_version: str
    sent_on: date
    asked: frozenset[str] = frozenset()
    returned: bool = False


def sent_case(form_version: str, events: Iterable[Recorded]) -> SentCase | None:
    """What counts of a case, from its events in order; None where it was never sent."""
    sent_on: date | None = None
    asked: set[str] = set()
    returned = False
    for recorded in events:
        event = recorded.event
        if isinstance(event, Submitted) and sent_on is None:
            sent_on = local_day(recorded.at)
        elif isinstance(event, QuestionsAsked):
            asked |= {question.field for question in event.questions}
        elif isinstance(event, ReturnedToApplicant):
            returned = True
    return SentCase(form_version, sent_on, frozenset(asked), returned) if sent_on else None


@dataclass(frozen=True, slots=True)
class FieldRate:
    """One field: in how many cases it was asked about. ``cases`` is None where it is too small to be told.

    ``field`` is a key of the form, ``WHOLE_CASE`` for questions about no field, ``RETURNED`` for whole returns.
    """

    field: str
    cases: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class FormRates:
    """One version of the form in a period. ``rates`` is empty where too few were sent (``too_few``)."""

    form_version: str
    sent: int
    rates: tuple[FieldRate, ...]

    @property
    def too_few(self) -> bool:
        """Whether nothing is told but the number."""
        return self.sent < FEWEST


def question_rates(cases: Iterable[SentCase], first: date, last: date) -> tuple[FormRates, ...]:
    """The rates of every version, for cases first sent from one day to another, both included; newest version first."""
    sent: dict[str, int] = {}
    touched: dict[str, dict[str, int]] = {}
    for case in cases:
        if not first <= case.sent_on <= last:
            continue
        sent[case.form_version] = sent.get(case.form_version, 0) + 1
        counts = touched.setdefault(case.form_version, {})
        for key in case.asked | ({RETURNED} if case.returned else set()):
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        FormRates(version, sent[version], _rates(touched[version], sent[version]))
        for version in sorted(sent, reverse=True)
    )


def _rates(counts: dict[str, int], sent: int) -> tuple[FieldRate, ...]:
    if sent < FEWEST:
        return ()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        FieldRate(key, None, None) if number < SMALL else FieldRate(key, number, number / sent)
        for key, number in ordered
    )
