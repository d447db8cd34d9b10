"""The register: finding a method, and everything that is registered about one, with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases.views.common import moment_now
from likeverd.core.method_register import EntryKind, What, inferred, standing_on
from likeverd.core.method_register.fields import (
    EVENT_FIELDS,
    FIELDS,
    KIND_LABELS,
    METHOD_ITSELF,
    SOURCE,
    WHAT_LABELS,
    fields_of,
)
from likeverd.core.routing import STATUS_LABELS
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.methods import selectors
from likeverd.methods.models import Method, RegisterChange, RegisterEntry
from likeverd.methods.records import record_of
from likeverd.secretariat.selectors import running_cases
from likeverd.secretariat.views.common import method_named, register_view
from likeverd.web.field_view import shown_in_text
from likeverd.web.templatetags.likeverd_ui import in_words, reader_language

MOST_METHODS = 100
LONGEST_SEARCH = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A method in the list, and where it stands today."""

    method: Method
    status: Text


@register_view
def search(request: HttpRequest) -> HttpResponse:
    """Methods by name, substance, ATC code, indication or ID."""
    words = request.GET.get("sok", "")[:LONGEST_SEARCH].replace("\x00", "")
    demonstration = not settings.PRODUCTION
    rows = selectors.search(words, demonstration=demonstration, limit=MOST_METHODS + 1)
    today = local_day(moment_now())
    found = [
        Found(row, STATUS_LABELS[standing_on(record_of(row), today).status])
        for row in rows[:MOST_METHODS]
    ]
    context = {"words": words, "found": found, "more": len(rows) > MOST_METHODS}
    return render(request, "secretariat/register.html", context)


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry with all its versions, the newest first."""

    row: RegisterEntry
    said: Sequence[tuple[Text, str]]
    holds: bool
    earlier: Sequence[RegisterEntry]


@dataclass(frozen=True, slots=True)
class KindSection:
    """The entries of one kind."""

    kind: str
    title: Text
    entries: Sequence[ShownEntry]


@register_view
def method(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that is registered about a method, and what was done to it."""
    row = method_named(key)
    today = local_day(moment_now())
    record = record_of(row)
    versions = list(
        RegisterEntry.objects.filter(method=row).select_related("recorded_by").order_by("-version")
    )
    current = [each for each in versions if each.current and not each.struck]
    holding = {(one.kind, one.key) for one in record.entries if one.holds_on(today)}
    sections = [
        KindSection(
            kind.value,
            KIND_LABELS[kind],
            [
                ShownEntry(
                    each,
                    said_of(kind, each),
                    (each.kind, each.key) in holding,
                    [
                        older
                        for older in versions
                        if (older.kind, older.key) == (each.kind, each.key) and not older.current
                    ],
                )
                for each in current
                if each.kind == kind
            ],
        )
        for kind in EntryKind
    ]
    context = {
        "method": row,
        "status": STATUS_LABELS[standing_on(record, today).status],
        "inferred": inferred(record, today),
        "events": sorted(row.events.all(), key=lambda event: event.date, reverse=True),
        "sections": sections,
        "history": history_of(row),
        "cases": running_cases(row.pk),
    }
    return render(request, "secretariat/method.html", context)


def said_of(kind: EntryKind, row: RegisterEntry) -> list[tuple[Text, str]]:
    """The answered fields of an entry, each with its label and its words."""
    content: Mapping[str, object] = row.content
    return [
        (field.label, shown_in_text(field, content[field.key], reader_language()))
        for field in FIELDS[kind]
        if content.get(field.key) not in (None, "")
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the history: what was done, and the values that changed."""

    change: RegisterChange
    what: Text
    differences: Sequence[tuple[str, str, str]]


def history_of(method: Method) -> list[Told]:
    """What was done to a method, the newest first."""
    rows = RegisterChange.objects.filter(method=method).select_related("by")[:200]
    return [Told(row, WHAT_LABELS[What(row.what)], _differences(row)) for row in rows]


def _differences(row: RegisterChange) -> list[tuple[str, str, str]]:
    before, after = row.before or {}, row.after or {}
    names = dict.fromkeys((*before, *after))
    return [
        (label_of(row.subject, name), _value(before.get(name)), _value(after.get(name)))
        for name in names
        if name != "version" and _value(before.get(name)) != _value(after.get(name))
    ]


def label_of(subject: str, name: str) -> str:
    """What a value in the history is called."""
    known = {SOURCE.key: SOURCE}
    if subject == "event":
        known |= {field.key: field for field in EVENT_FIELDS}
    elif subject != "method":
        known |= {field.key: field for field in fields_of(EntryKind(subject))}
    return in_words(known[name].label) if name in known else f"{in_words(METHOD_ITSELF)}: {name}"


def _value(value: object) -> str:
    if value in (None, "", False):
        return ""
    return "✓" if value is True else str(value)
