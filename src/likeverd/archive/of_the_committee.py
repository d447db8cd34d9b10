"""What the committee did with a case: who was there, conflicts declared, marks, talk, conclusion, dissent, minutes."""

from collections.abc import Iterable, Mapping

from likeverd.archive.sources import Contribution, Span
from likeverd.cases.models import Case
from likeverd.committee.models import (
    Attendance,
    Conclusion,
    Declaration,
    Item,
    Mark,
    Minutes,
    Note,
)
from likeverd.core.archive.record import Group, Part
from likeverd.core.archive.words import Said, moment, said
from likeverd.core.committee.marks import MARK_FIELDS, RATED
from likeverd.core.committee.minutes import parts as minutes_parts
from likeverd.core.committee.vocabulary import Presence
from likeverd.core.reasons import reason
from likeverd.core.step_questions.shared import OUTCOMES
from likeverd.core.text import Text
from likeverd.organisations.models import Person

TITLE = Text("Vurderingskomiteen", "Vurderingskomiteen", "The assessment committee")
DECLARED = Text("Habilitet", "Habilitet", "Conflicts of interest")
NO_CONFLICT = Text("Ikke inhabil", "Ikkje inhabil", "No conflict of interest")
CONFLICT = Text("Inhabil", "Inhabil", "Conflict of interest")
PRESENT = Text("Til stede", "Til stades", "Attendance")
PRESENCE_WORDS = {
    Presence.PRESENT: Text("Til stede", "Til stades", "Present"),
    Presence.APOLOGIES: Text("Meldt forfall", "Meldt forfall", "Apologies"),
}
MARK = Text("Vurdering av {name}, {at}", "Vurdering av {name}, {at}", "Mark by {name}, {at}")
TALK = Text("Drøfting", "Drøfting", "Talk")
CONCLUSION = Text("Konklusjon", "Konklusjon", "Conclusion")
BY = Text("Av", "Av", "By")
RECOMMENDATION = Text("Tilråding", "Tilråding", "Recommendation")
REASONS = Text("Begrunnelse", "Grunngiving", "Reasons")
DISSENT = Text("Dissens", "Dissens", "Dissent")
MINUTES = Text(
    "Fra protokollen, utgave {version}",
    "Frå protokollen, utgåve {version}",
    "From the minutes, version {version}",
)


def contribution(case: Case, span: Span) -> Contribution:
    """The committee's part in the case; nothing where it had none."""
    groups = [
        *_declarations(case, span),
        *(group for item in _items(case) for group in _item(item, span)),
        *_conclusions(case, span),
    ]
    if not groups:
        return Contribution()
    return Contribution(parts=[Part("committee", TITLE.in_language(span.language), groups)])


def _items(case: Case) -> Iterable[Item]:
    return Item.objects.filter(case=case).select_related("meeting").order_by("id")


def _declarations(case: Case, span: Span) -> list[Group]:
    rows = list(
        Declaration.objects.filter(case=case, at__lte=span.until)
        .select_related("person")
        .order_by("id")
    )
    if not rows:
        return []
    words = {True: CONFLICT, False: NO_CONFLICT}
    told = [
        (row.person.name, f"{words[row.conflict].in_language(span.language)}, {moment(row.at)}")
        for row in rows
    ]
    data = {
        "declarations": [
            {"person": row.person.name, "conflict": row.conflict, "at": row.at.isoformat()}
            for row in rows
        ]
    }
    return [Group(DECLARED.in_language(span.language), told, data)]


def _item(item: Item, span: Span) -> list[Group]:
    marks = list(
        Mark.objects.filter(item=item, at__lte=span.until).select_related("person").order_by("id")
    )
    talk = Note.objects.filter(item=item, at__lte=span.until).select_related("by").order_by("id")
    groups = [
        Group(
            MARK.in_language(span.language).format(name=mark.person.name, at=moment(mark.at)),
            said(
                [field for field in MARK_FIELDS if mark.answers.get(field.key)],
                mark.answers,
                span.language,
            ),
            {"person": mark.person.name, "at": mark.at.isoformat(), "answers": mark.answers},
        )
        for mark in marks
    ]
    spoken = [(f"{note.by.name}, {moment(note.at)}", note.words) for note in talk]
    if spoken:
        groups.append(Group(TALK.in_language(span.language), spoken))
    return [*_attendance(item, span), *groups, *_minutes(item, span)]


def _attendance(item: Item, span: Span) -> list[Group]:
    rows = (
        Attendance.objects.filter(meeting=item.meeting, at__lte=span.until)
        .select_related("person")
        .order_by("id")
    )
    newest = {row.person.name: row for row in rows}
    if not newest:
        return []
    told: list[Said] = [
        (name, PRESENCE_WORDS[Presence(row.presence)].in_language(span.language))
        for name, row in sorted(newest.items())
    ]
    return [Group(PRESENT.in_language(span.language), told)]


def _minutes(item: Item, span: Span) -> list[Group]:
    """Every version's words of this item, and of no other patient's."""
    rows = Minutes.objects.filter(meeting=item.meeting, at__lte=span.until).order_by("version")
    groups = []
    for row in rows:
        words: Mapping[str, str] = row.words
        told = [
            (part.label.in_language(row.language), words[part.key])
            for part in minutes_parts([item.pk])
            if part.item == item.pk and words.get(part.key)
        ]
        if told:
            title = MINUTES.in_language(span.language).format(version=row.version)
            groups.append(Group(title, told, {"version": row.version, "reason": row.reason}))
    return groups


def _conclusions(case: Case, span: Span) -> list[Group]:
    rows = (
        Conclusion.objects.filter(case=case, at__lte=span.until).select_related("by").order_by("id")
    )
    return [_conclusion(row, span.language) for row in rows]


def _conclusion(row: Conclusion, language: str) -> Group:
    found = [reason(code) for code in row.reasons]
    people = Person.objects.in_bulk([dissent["person"] for dissent in row.dissents])
    told: list[Said] = [
        (BY.in_language(language), f"{row.by.name}, {moment(row.at)}"),
        *said([field for field in RATED if row.final.get(field.key)], row.final, language),
        (RECOMMENDATION.in_language(language), _outcome(row.recommendation, language)),
        (
            REASONS.in_language(language),
            "\n".join(each.label.in_language(language) for each in found if each),
        ),
        *(
            (
                f"{DISSENT.in_language(language)}: {people[dissent['person']].name}",
                str(dissent["why"]),
            )
            for dissent in row.dissents
        ),
    ]
    data = {
        "ground": row.ground,
        "final": row.final,
        "recommendation": row.recommendation,
        "reasons": row.reasons,
        "dissents": [
            {"person": people[each["person"]].name, "why": each["why"]} for each in row.dissents
        ],
        "at": row.at.isoformat(),
    }
    return Group(CONCLUSION.in_language(language), [each for each in told if each[1]], data)


def _outcome(code: str, language: str) -> str:
    labels = {option.code: option.label for option in OUTCOMES}
    return labels[code].in_language(language) if code in labels else code
