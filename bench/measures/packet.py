"""How long the checklist of a decided case takes, with every text that is to be pasted or sent."""

import time

from bench.measures.tables import percentile
from django.db import transaction

from likeverd.cases.models import Case
from likeverd.core.vocabulary import GRANTED_STATES
from likeverd.organisations.context import everything
from likeverd.packet.selectors import packet_of

AIM = 300  # milliseconds
ROUNDS = 200


def packet_times() -> list[list[str]]:
    """The packet of a granted case of the demonstration, again and again; each in a transaction of its own."""
    times = []
    for turn in range(ROUNDS + 5):
        with transaction.atomic():
            everything("the packet is measured")
            case = Case.objects.filter(
                state__in=[state.value for state in GRANTED_STATES], packet_items__isnull=False
            ).first()
            begun = time.perf_counter()
            found = packet_of(case)
            spent = (time.perf_counter() - begun) * 1000
        if turn >= 5:
            times.append(spent)
    return [
        [
            f"{len(found.items)} items, {len(found.texts)} texts",
            f"{percentile(times, 50):.1f}",
            f"{percentile(times, 95):.1f}",
            str(AIM),
            str(len(times)),
        ]
    ]
