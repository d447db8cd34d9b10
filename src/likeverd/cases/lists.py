"""Lists of cases: what waits, what I have sent, what my unit has, and search.

Keyset paging throughout: a page begins after the last row of the page before, so that a
list costs the same on page 200 as on page 1. A cursor holds no personal data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.serving import IDENTITY, SUMMARY, serve_case
from likeverd.core import identity
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.method_register import Effect
from likeverd.core.vocabulary import ENDED_STATES, OPEN_STATES, State
from likeverd.methods.models import RegisterChange

PAGE = 25
MOST_TOUCHED = 200
NO_PROMISE = date(9999, 12, 31)
COLUMNS = (
    "number",
    "state",
    "urgent",
    "due_on",
    "start_by",
    "state_since",
    "submitted_at",
    "created_at",
    "paper",
    "method_changes",
    "route_ended",
    "ready_for_consultant",
    "applicant_id",
    "method_id",
    "scheme",
    "trust_rules_version",
    "trust__short_name",
    "department__name",
    "method__name",
    "method__indication",
    "applicant__name",
    "patient__name",
    # What the policy needs to know whether the patient may be shown:
    "trust_id",
    "department_id",
    "division_id",
    "furthest",
    "helpers",
    "home_trust_id",
    "home_acknowledged",
    "receiving_trust_id",
    "receiving_person_id",
    "review_trust_id",
)
JOINED = ("trust", "department", "method", "applicant", "patient")


class BrokenCursor(ValueError):
    """The place to go on from cannot be read."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything. ``method`` is an id."""

    states: tuple[State, ...] = ()
    urgent: bool = False
    method: int | None = None

    def condition(self) -> Q:
        """The filters as a condition on ``Case``."""
        wanted = Q()
        if self.states:
            wanted &= Q(state__in=self.states)
        if self.urgent:
            wanted &= Q(urgent=True)
        if self.method is not None:
            wanted &= Q(method_id=self.method)
        return wanted


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list; ``patient`` is the name, or empty where the role does not need it."""

    case: Case
    patient: str


def _rows(actor: Actor, cases: Iterable[Case]) -> list[Row]:
    rows = [
        Row(case, case.patient.name if policy.sees_identity(actor, case) else "") for case in cases
    ]
    for row in rows:
        shown = (SUMMARY, IDENTITY) if row.patient else (SUMMARY,)
        serve_case(actor, row.case, AccessKind.LIST, shown)
    return rows


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of a list: its rows, the true total, and where the next page begins."""

    rows: Sequence["Row"]
    total: int
    following: str


def waiting(actor: Actor, filters: Filters, after: str = "") -> CaseList:
    """What waits for the person: urgent on top, then the oldest promise first."""
    found = Case.objects.filter(policy.waiting_for(actor), filters.condition()).annotate(
        promise=Coalesce(F("due_on"), Value(NO_PROMISE))
    )
    total = found.count()
    if after:
        found = found.filter(_after_waiting(after))
    rows = list(_columns(found).order_by("-urgent", "promise", "id")[: PAGE + 1])
    following = ""
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        following = f"{int(last.urgent)}.{last.promise.isoformat()}.{last.pk}"
    return CaseList(_rows(actor, rows[:PAGE]), total, following)


def _after_waiting(cursor: str) -> Q:
    try:
        urgent_text, day_text, id_text = cursor.split(".")
        urgent, day, last = urgent_text == "1", date.fromisoformat(day_text), int(id_text)
    except ValueError as fault:
        raise BrokenCursor(cursor) from fault
    same = Q(promise__gt=day) | Q(promise=day, id__gt=last)
    return Q(urgent=urgent) & same | (Q(urgent=False) if urgent else policy.NOTHING)


def sent(actor: Actor, filters: Filters, after: str = "") -> CaseList:
    """The person's own applications that have been sent, newest first."""
    mine = Q(participants__contains=[actor.person]) & (
        Q(applicant_id=actor.person) | Q(helpers__contains=[actor.person])
    )
    condition = policy.which(actor) & mine & Q(submitted_at__isnull=False)
    return _newest(actor, condition, filters, after)


def of_my_units(actor: Actor, filters: Filters, after: str = "") -> CaseList:
    """Every case that the person's roles let the person see, newest first."""
    return _newest(actor, policy.which(actor), filters, after)


def _newest(actor: Actor, condition: Q, filters: Filters, after: str) -> CaseList:
    found = Case.objects.filter(condition, filters.condition())
    total = found.count()
    if after:
        if not after.isdecimal() or len(after) > 18:
            raise BrokenCursor(after)
        found = found.filter(id__lt=int(after))
    rows = list(_columns(found).order_by("-id")[: PAGE + 1])
    following = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    return CaseList(_rows(actor, rows[:PAGE]), total, following)


def _columns(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.select_related(*JOINED).only(*COLUMNS)


def search(actor: Actor, words: str, *, limit: int = 50) -> list[Row]:
    """Cases by number, by the patient's whole identity number, or by method.

    The identity number finds a case only for those whose role sees the identity; for
    others the search behaves as if the number did not exist.
    """
    text = " ".join(words.split())
    if not text:
        return []
    seen = Case.objects.filter(policy.which(actor))
    digits = identity.SEPARATORS.sub("", text)
    if identity.ELEVEN_DIGITS.fullmatch(digits):
        found = _columns(seen.filter(patient__identity_number=digits)).order_by("-id")[:limit]
        return [row for row in _rows(actor, found) if row.patient]
    by_number = Q(number__iexact=text)
    by_method = (
        Q(method__name__icontains=text)
        | Q(method__substance__icontains=text)
        | Q(method__method_id__iexact=text)
        | Q(method__atc__istartswith=text)
    )
    return _rows(actor, _columns(seen.filter(by_number | by_method)).order_by("-id")[:limit])


@dataclass(frozen=True, slots=True)
class Touched:
    """A change of the register, and the person's cases that it touches."""

    change: RegisterChange
    rows: Sequence[Row]


def touched(actor: Actor, since: datetime) -> list[Touched]:
    """What changed since then and means something, the newest first, with the open cases that the person can see."""
    changes = list(
        RegisterChange.objects.filter(at__gte=since)
        .exclude(effect=Effect.NOTHING)
        .select_related("method")
    )
    if not changes:
        return []
    found = Case.objects.filter(
        policy.which(actor),
        state__in=[state.value for state in OPEN_STATES],
        method_id__in={change.method_id for change in changes},
    )
    rows = _rows(actor, list(_columns(found).order_by("-id")[:MOST_TOUCHED]))
    by_method: dict[int, list[Row]] = {}
    for row in rows:
        by_method.setdefault(row.case.method_id, []).append(row)
    return [
        Touched(change, of_it)
        for change in changes
        if (
            of_it := [
                r for r in by_method.get(change.method_id, []) if r.case.created_at <= change.at
            ]
        )
    ]


def parse_states(names: Sequence[str]) -> tuple[State, ...]:
    """States by name, or the groups ``open`` and ``ended``; unknown names are left out."""
    wanted: list[State] = []
    for name in names:
        if name == "open":
            wanted.extend(OPEN_STATES)
        elif name == "ended":
            wanted.extend(ENDED_STATES)
        elif name in set(State):
            wanted.append(State(name))
    return tuple(dict.fromkeys(wanted))
