"""What an ended case must produce is written down with the step that ended it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from likeverd.cases.models import Case
from likeverd.core.events import Recorded
from likeverd.core.packet import Standing, packet
from likeverd.core.packet.texts import text_of
from likeverd.core.vocabulary import ENDED_STATES, State
from likeverd.organisations.models import Person
from likeverd.packet.actions.settling import one_at_a_time
from likeverd.packet.models import PacketItem, PacketMark
from likeverd.packet.outcomes import newest_version, outcome_of, settings_of


def follow(
    sender: type[Case],
    *,
    case: Case,
    events: Sequence[Recorded],
    by: Person,
    now: datetime,
    **_: Any,
) -> None:
    """Open a packet where a case ends, and set one aside where a decision no longer stands."""
    before, ending = events[0].state_before, events[-1]
    if before in ENDED_STATES and State(case.state) not in ENDED_STATES:
        _set_aside(case, now)
    elif before not in ENDED_STATES and State(case.state) in ENDED_STATES:
        _open(case, ending, now)


def _open(case: Case, ending: Recorded, now: datetime) -> None:
    version = newest_version(case.trust_id)
    settings = settings_of(case, version)
    outcome = outcome_of(case, ending)
    language = case.trust.language
    rows = []
    for required in packet(outcome, settings):
        written = bool(text_of(required.item, outcome, settings, language))
        rows.append(
            PacketItem(
                case=case,
                decision=ending.sequence,
                item=required.item.value,
                owner=required.owner.value,
                due_on=required.due_on,
                standing=(Standing.MADE if written else Standing.DUE).value,
                since=now,
                settings=version,
            )
        )
    PacketItem.objects.bulk_create(rows)


def _set_aside(case: Case, now: datetime) -> None:
    """Every item of a decision that no longer stands, also what was confirmed; each move is kept."""
    one_at_a_time(case.pk)  # locked in the same order as by those who mark
    standing = list(PacketItem.objects.filter(case=case).exclude(standing=Standing.SET_ASIDE))
    for row in standing:
        row.standing, row.since = Standing.SET_ASIDE.value, now
        row.save(update_fields=["standing", "since"])
    PacketMark.objects.bulk_create(
        PacketMark(case=case, item=row, standing=row.standing, at=now) for row in standing
    )
