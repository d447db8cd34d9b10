"""The minutes, with the items that the reader may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from likeverd.cases import policy as case_policy
from likeverd.cases.models import Case
from likeverd.cases.serving import ASSESSMENTS, serve_case
from likeverd.committee.models import (
    Item,
    Meeting,
    Member,
    Minutes,
)
from likeverd.committee.refused import NoSuchThing
from likeverd.committee.selectors.meeting import meeting_row
from likeverd.committee.selectors.overview import ARRANGING
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.committee.minutes import Part, parts
from likeverd.core.committee.vocabulary import ItemKind, MeetingState


def minutes_of(meeting: Meeting) -> list[Minutes]:
    """Every version of the minutes, the newest first."""
    return list(Minutes.objects.filter(meeting=meeting).select_related("by").order_by("-version"))


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes for one of the committee.

    ``texts`` are the parts with their heading (of an item) and words; parts of cases that the person may not see are
    left out, and ``hidden`` counts their items.
    """

    meeting: Meeting
    seat: Member
    newest: Minutes
    versions: Sequence[Minutes]
    texts: Sequence[tuple[Part, str, str]]
    parts: Sequence[Part]
    hidden: int
    may_correct: bool


def minutes_page(actor: Actor, number: int, now: datetime) -> MinutesPage:
    """The minutes of a meeting that is over; raises ``NoSuchThing`` where there are none."""
    meeting, seat = meeting_row(actor, number, now)
    versions = minutes_of(meeting)
    if not versions:
        raise NoSuchThing
    items = list(
        Item.objects.filter(meeting=meeting, number__isnull=False)
        .select_related("case")
        .order_by("number")
    )
    seen = _open_to(actor, items)
    shown = [item for item in items if item.pk in seen]
    for item in shown:
        serve_case(actor, item.case, AccessKind.READ, (ASSESSMENTS,))
    words = versions[0].words
    found = parts([item.pk for item in shown])
    return MinutesPage(
        meeting=meeting,
        seat=seat,
        newest=versions[0],
        versions=versions,
        texts=[
            (part, words.get(f"title_{part.item}", ""), words.get(part.key, "")) for part in found
        ],
        parts=found,
        hidden=len(items) - len(shown),
        may_correct=meeting.state == MeetingState.CLOSED and seat.seat in ARRANGING,
    )


def _open_to(actor: Actor, items: Sequence[Item]) -> set[int]:
    """The items that the person may read of: whose case is open to the person, and what the leader reports of.

    A report says nothing of a patient, and comes when nobody can declare any more; a conflict of interest closes it.
    """
    cases = Case.objects.filter(case_policy.which(actor), pk__in=[item.case_id for item in items])
    seen = set(cases.values_list("pk", flat=True))
    return {
        item.pk
        for item in items
        if item.case_id in seen
        or (item.kind == ItemKind.REPORT and actor.person not in item.case.conflicted)
    }
