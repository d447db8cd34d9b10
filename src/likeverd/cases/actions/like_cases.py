"""What a step leaves for like cases: its argument while the case runs, its de-identified row when it is answered."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from likeverd.cases.like_cases import features
from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.records import recorded_of
from likeverd.core.events import Recorded
from likeverd.core.precedents.features import arguments, working_days_used
from likeverd.core.precedents.words import ANSWERED
from likeverd.core.vocabulary import ENDED_STATES, Action, State
from likeverd.core.workdays import local_day
from likeverd.organisations.context import everything
from likeverd.precedents import actions as precedents
from likeverd.precedents.actions.recording import Ended
from likeverd.precedents.actions.thresholds import wait_for_the_group
from likeverd.precedents.models import Origin, RunningArgument
from likeverd.precedents.selectors import counted_others

ARGUES = frozenset({Action.SUBMIT, Action.RESUBMIT, Action.ANSWER})
BATCH = 500


def follow(case: Case, new: Sequence[Recorded], *, now: datetime) -> None:
    """Within the step's own transaction, before its events are written."""
    if new[-1].state_before in ENDED_STATES:
        return  # a review of new facts: what was decided stands until it is decided anew
    if State(case.state) in ENDED_STATES:
        _end(case, [*_written(case), *new], now=now)
    elif new[-1].action in ARGUES:
        _argue(case, now=now, tell=True)


def _written(case: Case) -> list[Recorded]:
    rows = CaseEvent.objects.filter(case=case).select_related("kept").order_by("sequence")
    return [recorded_of(row) for row in rows]


def _argue(case: Case, *, now: datetime, tell: bool) -> None:
    found, grounds = features(case, ()), arguments(case.answers)
    precedents.run(case.pk, found, grounds)
    others = counted_others(case.pk, case.method_id, found.indication_group, grounds)
    if others is not None:
        precedents.mark(case.method, found.indication_group, others.total + 1, now=now, tell=tell)


def _end(case: Case, log: Sequence[Recorded], *, now: datetime) -> None:
    answered = State(case.state) in ANSWERED
    precedents.end(case.pk, _ended(case, log) if answered else None)
    group = features(case, ()).indication_group
    if group:
        wait_for_the_group(case.method_id, group)
        precedents.mark(case.method, group, 0, now=now)


def _ended(case: Case, log: Sequence[Recorded]) -> Ended:
    last = log[-1]
    return Ended(
        features=features(case, log),
        state=case.state,
        reasons=tuple(getattr(last.event, "reasons", ())),
        arguments=arguments(case.answers),
        region=case.trust.regional_authority_id,
        year=local_day(last.at).year,
        working_days=working_days_used(log),
        first_of_patient=case.earlier_case_id is None,
    )


def rebuild(*, now: datetime) -> tuple[int, int]:
    """Write what is missing of every case that was sent; answers how many rows and how many running ones are new.

    May be repeated: what is there stays as it is. Numbers that were reached long ago are marked, and nobody gets a
    mail about them.
    """
    with transaction.atomic():
        everything("like cases are national, and made of the cases of every trust")
        sent = Case.objects.filter(submitted_at__isnull=False)
        ended = sent.filter(state__in=[state.value for state in ANSWERED]).exclude(
            pk__in=Origin.objects.values("case_id")
        )
        rows = 0
        for case in _in_batches(ended):
            rows += precedents.end(case.pk, _ended(case, _written(case))) is not None
        running = 0
        for case in _in_batches(
            sent.filter(ended_at__isnull=True).exclude(
                pk__in=RunningArgument.objects.values("case_id")
            )
        ):
            _argue(case, now=now, tell=False)
            running += 1
    return rows, running


def _in_batches(cases: QuerySet[Case]) -> Iterator[Case]:
    return cases.select_related("method", "trust").order_by("pk").iterator(chunk_size=BATCH)
