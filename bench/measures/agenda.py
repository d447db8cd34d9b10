"""Drawing the agenda of a committee from all the cases that there are."""

import time

from bench.measures.tables import percentile
from django.db import transaction

from likeverd.cases.models import Case
from likeverd.committee.selectors import agenda_waiting
from likeverd.core.vocabulary import State
from likeverd.organisations.context import everything

DRAWINGS = 300


def agenda_times() -> list[list[str]]:
    """The trust with the most cases that wait for its committee; all of them as if begun under its meetings."""
    with transaction.atomic():
        everything("the bench counts waiting cases of every trust")
        waiting = Case.objects.filter(state=State.COMMITTEE)
        trusts = list(waiting.values_list("trust_id", flat=True))
        trust = max(set(trusts), key=trusts.count)
        waiting.filter(trust_id=trust).update(cleared=[])
    times = []
    with transaction.atomic():
        everything("the bench draws an agenda")
        drawn = agenda_waiting(trust)
        for _ in range(DRAWINGS):
            begun = time.perf_counter()
            agenda_waiting(trust)
            times.append((time.perf_counter() - begun) * 1000)
    return [
        [
            f"{len(drawn)} items of {trusts.count(trust):,} waiting",
            f"{percentile(times, 50):.1f}",
            f"{percentile(times, 95):.1f}",
        ]
    ]
