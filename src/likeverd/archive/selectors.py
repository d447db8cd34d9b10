"""Reads of hand-overs: the archivist's list, where a case stands, and what operators are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, Value
from django.db.models import When as Then

from likeverd.archive import policy
from likeverd.archive.models import ArchiveStep, HandOver, LegalHold, Tombstone
from likeverd.cases.models import Case
from likeverd.core.archive.steps import StepState, Trouble
from likeverd.core.case import Actor

# Failed first, then what is on its way, and last what has arrived.
IN_ORDER = When(
    *(
        Then(state=state.value, then=Value(place))
        for place, state in enumerate(
            (StepState.FAILED, StepState.SENT, StepState.DUE, StepState.CONFIRMED)
        )
    ),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """Where a case stands with the archive: the state of its newest package that is not confirmed, and since when."""

    state: StepState
    at: datetime
    trouble: Trouble | None = None


def standing(case: Case) -> CaseStanding | None:
    """Where the case stands; None where nothing is due. For whoever has the case open already."""
    rows = list(HandOver.objects.filter(case=case).order_by("number"))
    if not rows:
        return None
    open_ones = [row for row in rows if row.state != StepState.CONFIRMED]
    row = open_ones[0] if open_ones else rows[-1]
    step = (
        ArchiveStep.objects.filter(hand_over=row)
        .exclude(state=StepState.CONFIRMED)
        .order_by("position")
        .first()
    )
    trouble = Trouble(step.trouble) if step and step.trouble else None
    return CaseStanding(StepState(row.state), row.confirmed_at or row.queued_at, trouble)


@dataclass(frozen=True, slots=True)
class Listed:
    """A hand-over for the archivist: the case's number, and the step that it waits for."""

    row: HandOver
    number: str
    waiting: ArchiveStep | None
    references: Sequence[ArchiveStep]


def counts(actor: Actor) -> dict[StepState, int]:
    """How many hand-overs there are in each state, at the person's trusts."""
    rows = HandOver.objects.filter(policy.which(actor)).values_list("state")
    found = dict(rows.annotate(how_many=Count("id")).order_by())
    return {state: found.get(state.value, 0) for state in StepState}


def hand_overs(
    actor: Actor, state: StepState | None, words: str, *, first: int, most: int
) -> list[Listed]:
    """Hand-overs at the person's trusts, failed ones first, then the newest; ``words`` is a part of a case number."""
    rows = HandOver.objects.filter(policy.which(actor))
    if state is not None:
        rows = rows.filter(state=state.value)
    if words:
        rows = rows.filter(case__number__icontains=words)
    page = list(
        rows.annotate(place=IN_ORDER)
        .select_related("case")
        .only(
            "trust_id", "number", "state", "queued_at", "confirmed_at", "receiver", "case__number"
        )
        .order_by("place", "-id")[first : first + most]
    )
    steps: dict[int, list[ArchiveStep]] = {row.pk: [] for row in page}
    for step in ArchiveStep.objects.filter(hand_over__in=page).order_by("position"):
        steps[step.hand_over_id].append(step)
    return [_listed(row, steps[row.pk]) for row in page]


def _listed(row: HandOver, steps: Sequence[ArchiveStep]) -> Listed:
    waiting = next((step for step in steps if step.state != StepState.CONFIRMED), None)
    return Listed(row, row.case.number, waiting, [step for step in steps if step.reference])


def holds(actor: Actor, *, most: int) -> list[LegalHold]:
    """Holds at the person's trusts: those that stand first, then the newest."""
    rows = LegalHold.objects.filter(policy.which(actor)).select_related("set_by", "ended_by")
    return list(rows.order_by(F("ended_at").desc(nulls_first=True), "-id")[:most])


def hold_of(actor: Actor, hold: int) -> LegalHold | None:
    """One hold that stands, for whoever may end it."""
    rows = LegalHold.objects.filter(policy.which(actor), ended_at__isnull=True)
    return rows.select_related("set_by").filter(pk=hold).first()


def deleted(actor: Actor, words: str, *, most: int) -> list[Tombstone]:
    """What was deleted at the person's trusts, the newest first; ``words`` is a part of a case number."""
    rows = Tombstone.objects.filter(policy.which(actor))
    if words:
        rows = rows.filter(number__icontains=words)
    return list(rows.order_by("-deleted_at")[:most])
