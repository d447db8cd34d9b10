"""What can come on an agenda, and when the committee meets."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Least

from likeverd.cases.models import Case
from likeverd.committee.models import (
    LIVE,
    Conclusion,
    Declaration,
    Item,
    Meeting,
    Member,
)
from likeverd.core.committee.agenda import MOST_ITEMS
from likeverd.core.committee.vocabulary import ItemKind, MeetingState
from likeverd.core.timing.ways import MeetingDay
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day


def cleared_at(case: int) -> dict[int, datetime]:
    """When each of the committee first said that there is no conflict of interest."""
    rows = Declaration.objects.filter(case_id=case, conflict=False).order_by("-pk")
    return dict(rows.values_list("person_id", "at"))


def agenda_waiting(trust: int, limit: int = MOST_ITEMS) -> list[int]:
    """The cases that wait for the committee and stand on no agenda, in the order of ``core.committee.agenda``."""
    listed = Item.objects.filter(case=OuterRef("pk"), state__in=LIVE, kind=ItemKind.CASE)
    found = (
        Case.objects.filter(trust_id=trust, state=State.COMMITTEE, cleared__isnull=False)
        .filter(~Exists(listed))
        .annotate(treat_by=Least("start_by", "due_on"))
        .order_by("-urgent", "treat_by", "pk")
    )
    return list(found.values_list("pk", flat=True)[:limit])


def unreported(trust: int) -> list[int]:
    """Cases in which the leader acted alone, and no meeting has been told, the oldest first."""
    told = Item.objects.filter(case=OuterRef("case"), kind=ItemKind.REPORT).exclude(
        state__in=["removed", "postponed"]
    )
    alone = Conclusion.objects.filter(trust_id=trust, item__isnull=True).filter(~Exists(told))
    return list(alone.order_by("pk").values_list("case_id", flat=True))


def coming_meetings(trust: int, now: datetime) -> list[MeetingDay]:
    """The planned meetings whose agenda is still open, the first on top."""
    coming = Meeting.objects.filter(trust_id=trust, state=MeetingState.PLANNED, begins_at__gt=now)
    begins = coming.order_by("begins_at").values_list("begins_at", flat=True)[:5]
    return [MeetingDay(local_day(at)) for at in begins]


def next_meeting_day(trust: int, now: datetime) -> date | None:
    """The day of the next meeting that is planned, today where one is open; None where there is none."""
    of_trust = Meeting.objects.filter(trust_id=trust)
    if of_trust.filter(state=MeetingState.OPEN).exists():
        return local_day(now)
    coming = of_trust.filter(
        state__in=[MeetingState.PLANNED, MeetingState.FROZEN], begins_at__gte=now
    )
    found = coming.order_by("begins_at").first()
    return local_day(found.begins_at) if found else None


def register_of(trust: int) -> list[Member]:
    """All seats of a trust, those that last first."""
    found = Member.objects.filter(trust_id=trust)
    return list(
        found.select_related("person", "registered_by", "ended_by").order_by(
            "ended_at", "person__name", "-pk"
        )[:300]
    )
