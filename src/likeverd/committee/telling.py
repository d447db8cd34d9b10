"""What happened at a meeting, gathered for its minutes."""

from collections.abc import Iterable, Mapping

from likeverd.committee.models import Conclusion, Item, Meeting, Member, Note
from likeverd.committee.records import committee_of, presence_of
from likeverd.core.committee.minutes import Attending, Dissent, ItemTold, MeetingTold
from likeverd.core.committee.vocabulary import (
    ItemKind,
    ItemState,
    MeetingForm,
    Presence,
    Seat,
)


def told(meeting: Meeting) -> MeetingTold:
    """The meeting as it went; called when it is closed."""
    committee, presence = committee_of(meeting), presence_of(meeting)
    names = {member.person_id: member.person.name for member in committee}
    items = list(
        Item.objects.filter(meeting=meeting, number__isnull=False)
        .select_related("case__method", "case__department")
        .order_by("number")
    )
    conclusions = _conclusions(items)
    notes: dict[int, list[str]] = {}
    for note in Note.objects.filter(item__in=items).order_by("pk"):
        notes.setdefault(note.item_id, []).append(note.words)
    return MeetingTold(
        form=MeetingForm(meeting.form),
        place=meeting.place,
        begins_at=meeting.begins_at,
        opened_at=meeting.opened_at or meeting.begins_at,
        closed_at=meeting.closed_at or meeting.begins_at,
        present=_people(committee, presence, Presence.PRESENT),
        apologies=_people(committee, presence, Presence.APOLOGIES),
        items=tuple(
            _item(item, conclusions.get(item.pk), notes.get(item.pk, []), names) for item in items
        ),
    )


def _people(
    committee: Iterable[Member], presence: Mapping[int, Presence], wanted: Presence
) -> tuple[Attending, ...]:
    return tuple(
        Attending(member.person.name, Seat(member.seat))
        for member in committee
        if presence.get(member.person_id) is wanted
    )


def _conclusions(items: list[Item]) -> dict[int, Conclusion]:
    """What was concluded of each item; of a report, what the leader concluded of its case."""
    found = {row.item_id: row for row in Conclusion.objects.filter(item__in=items) if row.item_id}
    reports = {item.case_id: item.pk for item in items if item.kind == ItemKind.REPORT}
    alone = Conclusion.objects.filter(item__isnull=True, case_id__in=reports).order_by("pk")
    return found | {reports[row.case_id]: row for row in alone}


def _item(
    item: Item,
    conclusion: Conclusion | None,
    notes: list[str],
    names: dict[int, str],
) -> ItemTold:
    case = item.case
    return ItemTold(
        item=item.pk,
        number=item.label,
        kind=ItemKind(item.kind),
        state=ItemState(item.state),
        case_number=case.number,
        method=case.method.name,
        department=case.department.name,
        urgent=case.urgent,
        changed_after_papers=item.changed,
        marked=len(set(item.marked) - set(case.conflicted)) if item.spread_opened_at else 0,
        away=tuple(names[person] for person in case.conflicted if person in names),
        notes=tuple(notes),
        final=conclusion.final if conclusion else {},
        recommendation=conclusion.recommendation if conclusion else "",
        reasons=tuple(conclusion.reasons) if conclusion else (),
        dissents=tuple(
            Dissent(names.get(row["person"], ""), row["why"])
            for row in (conclusion.dissents if conclusion else [])
        ),
        why_not=item.left_reason,
    )
