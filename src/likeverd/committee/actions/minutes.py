"""Making the minutes from what happened, and correcting them; every text stays."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from likeverd.committee import telling
from likeverd.committee.actions.names import refuse_names
from likeverd.committee.actions.rows import locked_meeting
from likeverd.committee.models import Item, Meeting, Minutes
from likeverd.committee.refused import NotDone, NotFilledIn
from likeverd.core.committee.minutes import LONGEST_PART, parts, written
from likeverd.core.committee.refusals import MinutesCorrected, NotInThisMeetingState, NotYourSeat
from likeverd.core.committee.vocabulary import ARRANGING_SEATS, MeetingState
from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.forms.reading import Fault
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for


def write_first(meeting: Meeting, language: str, *, by: Person, now: datetime) -> Minutes:
    """The minutes as the meeting went; in the transaction that closes it."""
    row: Minutes = Minutes.objects.create(
        trust_id=meeting.trust_id,
        meeting=meeting,
        version=1,
        language=language,
        words=written(telling.told(meeting), language),
        at=now,
        by=by,
    )
    return row


def correct(
    meeting: int,
    words: Mapping[str, str],
    reason: str,
    *,
    seen_version: int,
    by: Person,
    now: datetime,
) -> Minutes:
    """Save corrected parts as a new version, with a reason, until the minutes are approved.

    ``words`` holds the parts that were written, by key; the others stand. Raises ``NotDone`` where somebody corrected
    meanwhile, and ``NotFilledIn``.
    """
    why = " ".join(reason.split())[:400]
    with transaction.atomic():
        found, seat = locked_meeting(meeting, actor_for(by, local_day(now)), now)
        if seat.seat not in ARRANGING_SEATS:
            raise NotDone(NotYourSeat())
        if found.state != MeetingState.CLOSED:
            raise NotDone(NotInThisMeetingState(MeetingState(found.state)))
        newest = Minutes.objects.filter(meeting=found).order_by("-version")[0]
        if newest.version != seen_version:
            raise NotDone(MinutesCorrected())
        items = list(Item.objects.filter(meeting=found).select_related("case__patient"))
        known = {part.key for part in parts([item.pk for item in items])}
        faults = [
            Fault(key, MUST_BE_ANSWERED)
            for key, text in words.items()
            if key in known and not text.strip()
        ]
        if not why:
            faults.append(Fault("reason", MUST_BE_ANSWERED))
        if faults:
            raise NotFilledIn(*faults)
        corrected = {
            key: text.strip()[:LONGEST_PART] for key, text in words.items() if key in known
        }
        for key, text in corrected.items():
            refuse_names(key, text, [item.case for item in items])
        row: Minutes = Minutes.objects.create(
            trust_id=found.trust_id,
            meeting=found,
            version=newest.version + 1,
            language=newest.language,
            words=newest.words | corrected,
            reason=why,
            at=now,
            by=by,
        )
    return row
