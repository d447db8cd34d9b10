"""The rules of log review [Normen fact sheet 15: logs are to be reviewed; own reading for each rule's shape].

Each rule reads all looks, with the window's days before the period, and answers what falls on a day of the period.
What it answers does not depend on where the period begins, so that a run may be repeated and periods may overlap.
"""

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from likeverd.core.access import AccessKind, Ground
from likeverd.core.log_review.limits import Limits
from likeverd.core.log_review.looks import Found, Look, Rule

TIES = frozenset({Ground.APPLICANT, Ground.HELPER, Ground.HANDLER})
ACTS = frozenset({AccessKind.CHANGE, AccessKind.DECIDE})
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY = timedelta(days=1)


def find(looks: Iterable[Look], limits: Limits, first: date, last: date) -> list[Found]:
    """What is to be looked at on the days from ``first`` to ``last``, the gravest rules first.

    ``looks`` reach back ``limits.window_days`` before ``first``, in any order.
    """
    ordered = sorted(looks, key=lambda look: look.at)
    found = [one for rule in RULES for one in rule(ordered, limits)]
    return [one for one in found if first <= one.ends and one.begins <= last and _day(one) >= first]


def _day(found: Found) -> date:
    """The day on which it was there to be found: the first of single looks, the last of a window."""
    return found.ends if found.rule in (Rule.MANY_STAFF, Rule.NO_TIE) else found.begins


def _emergencies(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """Every emergency sight, always."""
    seen: dict[int, list[Look]] = defaultdict(list)
    for look in looks:
        if look.emergency is not None:
            seen[look.emergency].append(look)
    for emergency, rows in seen.items():
        first = rows[0]
        yield _of(
            Rule.EMERGENCY,
            str(emergency),
            first,
            # At most eight hours, and so at most into the next day.
            ends=first.day + DAY,
            emergency=emergency,
        )


def _own_records(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """Staff who opened a case about themselves."""
    for (person, case, day), rows in _by(looks, lambda look: (look.person, look.case, look.day)):
        own = [look for look in rows if look.own_record]
        if own:
            yield _of(Rule.OWN_RECORD, f"{person}:{case}:{day}", own[0])


def _same_surnames(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """Staff who opened a case of somebody with their surname; once a month for a case that they have."""
    alike = [look for look in looks if look.same_surname and not look.own_record]
    for (person, case, month), rows in _by(
        alike, lambda look: (look.person, look.case, f"{look.day:%Y-%m}")
    ):
        day = rows[0].day
        ends = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        yield _of(Rule.SAME_SURNAME, f"{person}:{case}:{month}", rows[0], ends=ends)


def _many_staff(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """More persons than usual opened records of one patient; told on the day on which the limit was passed."""
    known = [look for look in looks if look.patient is not None]
    for (patient,), rows in _by(known, lambda look: (look.patient,)):

        def persons(day: date, rows: Sequence[Look] = rows) -> set[object]:
            return {look.person for look in _in_window(rows, day, limits)}

        for day in sorted({look.day for look in rows}):
            count = len(persons(day))
            if count > limits.many_staff >= len(persons(day - DAY)):
                last = [look for look in rows if look.day == day][-1]
                yield Found(
                    Rule.MANY_STAFF,
                    f"{patient}:{day}",
                    begins=day - limits.window + DAY,
                    ends=day,
                    number=last.number,
                    case=last.case,
                    patient=last.patient,
                    facts={"persons": count, "days": limits.window_days},
                )


def _no_tie(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """Many cases opened on a role alone, by one who has neither applied nor handled any of late."""
    for (person,), rows in _by(looks, lambda look: (look.person,)):

        def untied(day: date, rows: Sequence[Look] = rows) -> int:
            inside = list(_in_window(rows, day, limits))
            if any(look.ground in TIES or look.kind in ACTS for look in inside):
                return 0
            return len({look.case for look in inside if look.ground is Ground.ROLE})

        for day in sorted({look.day for look in rows if look.ground is Ground.ROLE}):
            count = untied(day)
            if count > limits.no_tie >= untied(day - DAY):
                last = [look for look in rows if look.day == day][-1]
                yield Found(
                    Rule.NO_TIE,
                    f"{person}:{day}",
                    begins=day - limits.window + DAY,
                    ends=day,
                    person=last.person,
                    role=last.role,
                    ground=Ground.ROLE.value,
                    facts={"cases": count, "days": limits.window_days},
                )


def _outside_hours(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """Several cases opened at night, in a weekend or on a public holiday. Emergency sight has a rule of its own."""
    late = [look for look in looks if look.emergency is None and limits.is_outside_hours(look.at)]
    for (person, day), rows in _by(late, lambda look: (look.person, look.day)):
        cases = {look.case for look in rows}
        if len(cases) > limits.outside_hours:
            yield _of_several(Rule.OUTSIDE_HOURS, f"{person}:{day}", rows[0], cases=len(cases))


def _many_lookups(looks: Sequence[Look], limits: Limits) -> Iterator[Found]:
    """More records opened in a minute or an hour than a person reads: a program may be at work."""
    for (person, day), rows in _by(looks, lambda look: (look.person, look.day)):
        in_minute, in_hour = _most_within(rows, MINUTE), _most_within(rows, HOUR)
        if in_minute > limits.in_a_minute or in_hour > limits.in_an_hour:
            facts = {"in_minute": in_minute, "in_hour": in_hour}
            yield _of_several(Rule.MANY_LOOKUPS, f"{person}:{day}", rows[0], **facts)


RULES: Sequence[Callable[[Sequence[Look], Limits], Iterator[Found]]] = (
    _emergencies,
    _own_records,
    _same_surnames,
    _many_staff,
    _no_tie,
    _outside_hours,
    _many_lookups,
)


def _by(
    looks: Iterable[Look], key: Callable[[Look], tuple[object, ...]]
) -> Iterator[tuple[tuple[object, ...], list[Look]]]:
    groups: dict[tuple[object, ...], list[Look]] = defaultdict(list)
    for look in looks:
        groups[key(look)].append(look)
    yield from groups.items()


def _in_window(rows: Iterable[Look], day: date, limits: Limits) -> Iterator[Look]:
    """The looks of the window that ends with the day."""
    return (look for look in rows if day - limits.window < look.day <= day)


def _most_within(rows: Sequence[Look], span: timedelta) -> int:
    """The most looks that fall within any such span; rows in order of time."""
    most = begin = 0
    for end, look in enumerate(rows):
        while look.at - rows[begin].at >= span:
            begin += 1
        most = max(most, end - begin + 1)
    return most


def _of(
    rule: Rule, key: str, look: Look, *, ends: date | None = None, emergency: int | None = None
) -> Found:
    """A finding about one person and one case."""
    return Found(
        rule,
        key,
        begins=look.day,
        ends=ends or look.day,
        person=look.person,
        role=look.role,
        ground=look.ground.value,
        case=look.case,
        number=look.number,
        patient=look.patient,
        emergency=emergency,
    )


def _of_several(rule: Rule, key: str, look: Look, **facts: int) -> Found:
    """A finding about what one person did on one day with several cases."""
    return Found(
        rule, key, begins=look.day, ends=look.day, person=look.person, role=look.role, facts=facts
    )
