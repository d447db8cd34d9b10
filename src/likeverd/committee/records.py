"""Between the committee's rows and the facts of its rules; nothing is decided here."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from likeverd.cases.models import Case, CaseEvent
from likeverd.committee.models import Attendance, Item, Meeting, Member
from likeverd.committee.policy import members_on
from likeverd.core.committee.items import ItemFacts
from likeverd.core.committee.quorum import Seated
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.committee.vocabulary import (
    ItemKind,
    ItemState,
    MeetingState,
    Presence,
    Profession,
    Seat,
)
from likeverd.core.events import ConflictDeclared
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.organisations.selectors import current_rules_version, trust_rules


def committee_rules(trust: int, now: datetime) -> CommitteeRules | None:
    """How the trust's committee meets today; None where it does not."""
    version = current_rules_version(trust, local_day(now))
    return trust_rules(trust, version).committee if version else None


def seated(member: Member) -> Seated:
    """A seat as the rules see it."""
    return Seated(member.person_id, Seat(member.seat), Profession(member.profession))


def committee_of(meeting: Meeting) -> list[Member]:
    """The committee on the day of the meeting."""
    return members_on(meeting.trust_id, local_day(meeting.opened_at or meeting.begins_at))


def presence_of(meeting: Meeting) -> dict[int, Presence]:
    """What is registered of each person, the newest."""
    rows = Attendance.objects.filter(meeting=meeting).order_by("pk")
    return {row.person_id: Presence(row.presence) for row in rows}


def present_at(committee: Iterable[Member], presence: Mapping[int, Presence]) -> tuple[Seated, ...]:
    """Those of the committee who are there."""
    return tuple(
        seated(member) for member in committee if presence.get(member.person_id) is Presence.PRESENT
    )


def away_from(case: Case) -> frozenset[int]:
    """Who has a conflict of interest in the case, or a hand in it before or after the committee's."""
    others = {h["person"] for h in case.handlers if h["step"] != State.COMMITTEE}
    return frozenset({*case.conflicted, *case.helpers, *others, case.applicant_id})


def item_facts(item: Item, meeting: Meeting, present: tuple[Seated, ...]) -> ItemFacts:
    """An item as the rules see it; its case is read with it."""
    return ItemFacts(
        kind=ItemKind(item.kind),
        state=ItemState(item.state),
        meeting=MeetingState(meeting.state),
        present=present,
        away=away_from(item.case),
        marked=frozenset(item.marked),
    )


def digests(cases: Iterable[int]) -> dict[int, str]:
    """The digest of each case's facts as they stand, made of the hashes of its events.

    A conflict of interest that is declared changes who sees the case, not what it says, and is left out.
    """
    told: dict[int, list[tuple[int, str, str]]] = {case: [] for case in cases}
    rows = CaseEvent.objects.filter(case_id__in=list(told)).exclude(kind=ConflictDeclared.kind)
    for case, sequence, kind, content in rows.order_by("case_id", "sequence").values_list(
        "case_id", "sequence", "kind", "content_hash"
    ):
        told[case].append((sequence, kind, content))
    return {
        case: hashlib.sha256(json.dumps(events).encode()).hexdigest()
        for case, events in told.items()
    }


def changed_since_papers(item: Item) -> bool:
    """Whether the item's case is another than in the papers."""
    return bool(item.frozen_digest) and digests([item.case_id])[item.case_id] != item.frozen_digest
