"""The committee's rows as its actions lock them: the meeting first, then the item, then (in a step) the case."""

from datetime import datetime

from likeverd.cases import policy as case_policy
from likeverd.cases.models import Case
from likeverd.committee import policy
from likeverd.committee.models import Item, Meeting, Member
from likeverd.committee.records import committee_rules
from likeverd.committee.refused import NoSuchThing
from likeverd.core.case import Actor
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.workdays import local_day


def locked_meeting(meeting: int, actor: Actor, now: datetime) -> tuple[Meeting, Member]:
    """The meeting, locked until the transaction ends, and the person's seat; raises ``NoSuchThing``."""
    found = (
        Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting).order_by("pk").first()
    )
    seat = policy.seat_of(actor, found.trust_id, local_day(now)) if found else None
    if found is None or seat is None:
        raise NoSuchThing
    return found, seat


def locked_item(item: int, actor: Actor, now: datetime) -> tuple[Item, Meeting, Member]:
    """The item and its meeting, both locked until the transaction ends, and the seat; raises ``NoSuchThing``.

    The meeting first, always: it cannot move on under an item, and nobody waits for another in a ring.
    """
    known = Item.objects.filter(pk=item).values_list("meeting_id", flat=True).first()
    meeting, seat = locked_meeting(known or 0, actor, now)
    found = Item.objects.select_for_update(of=("self",)).filter(pk=item).order_by("pk").get()
    return found, meeting, seat


def require_sight(item: Item, actor: Actor) -> None:
    """Raise ``NoSuchThing`` where the person may not see the item's case: not declared, or a conflict of interest."""
    if not Case.objects.filter(case_policy.which(actor), pk=item.case_id).exists():
        raise NoSuchThing


def required_rules(trust: int, now: datetime) -> CommitteeRules:
    """The committee's rules; raises ``NoSuchThing`` where the trust has none."""
    rules = committee_rules(trust, now)
    if rules is None:
        raise NoSuchThing
    return rules
