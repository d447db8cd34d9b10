"""The rules themselves: each with its versions, dates, source, and where it speaks."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from likeverd.core.routing import ROUTE_LABELS, RULE_BOOK, STATUS_LABELS, VERDICT_LABELS, Rule
from likeverd.core.sources import SOURCES, Source
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.guide.presenting import TONES
from likeverd.guide.views.common import guide_page
from likeverd.web.templatetags.likeverd_ui import in_words


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a version. ``new``: the version before did not have them."""

    words: str
    new: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule as the page shows it."""

    number: int
    pieces: tuple[Piece, ...]
    valid_from: date | None
    last_day: date | None
    in_force: bool
    source: Source
    verdict: Text | None
    tone: str
    routes: tuple[Text, ...]
    statuses: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule in the list: its id and newest words."""

    id: str
    words: Text
    verdict: Text | None
    tone: str
    versions: int


@require_safe
@guide_page
def all_rules(request: HttpRequest, language: str) -> HttpResponse:
    """Every rule by what it speaks of."""
    newest: dict[str, list[Rule]] = {}
    for rule in RULE_BOOK.rules:
        newest.setdefault(rule.id, []).append(rule)
    groups: dict[str, list[Listed]] = {}
    for rule_id, versions in newest.items():
        last = max(versions, key=lambda each: each.version)
        route = in_words(ROUTE_LABELS[last.routes[0]])
        listed = Listed(
            rule_id, last.text, *_verdict(last), len({each.version for each in versions})
        )
        groups.setdefault(route, []).append(listed)
    return render(request, "guide/rules.html", {"groups": groups.items()})


@require_safe
@guide_page
def one_rule(request: HttpRequest, language: str, rule: str) -> HttpResponse:
    """One rule: its versions, the oldest first, with what is new in each marked."""
    rows = sorted(
        {(each.version): each for each in RULE_BOOK.rules if each.id == rule}.values(),
        key=lambda each: each.version,
    )
    if not rows:
        raise Http404
    today = local_day(timezone.now())
    versions, before = [], ""
    for row in rows:
        words = in_words(row.text)
        versions.append(_version(row, _pieces(before, words), today))
        before = words
    return render(request, "guide/rule.html", {"rule": rule, "versions": versions})


def _verdict(rule: Rule) -> tuple[Text | None, str]:
    if rule.verdict is None:
        return None, "info"
    return VERDICT_LABELS[rule.verdict], TONES[rule.verdict]


def _version(rule: Rule, pieces: tuple[Piece, ...], today: date) -> Version:
    verdict, tone = _verdict(rule)
    return Version(
        number=rule.version,
        pieces=pieces,
        valid_from=rule.valid_from,
        last_day=rule.valid_to,
        in_force=rule.holds_on(today),
        source=SOURCES[rule.source],
        verdict=verdict,
        tone=tone,
        routes=tuple(ROUTE_LABELS[route] for route in rule.routes),
        statuses=tuple(STATUS_LABELS[status] for status in sorted(rule.statuses)),
    )


def _pieces(before: str, words: str) -> tuple[Piece, ...]:
    """The words of a version, with those marked that the version before did not have."""
    if not before:
        return (Piece(words, new=False),)
    old, new = before.split(), words.split()
    found = []
    for what, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if first < last:
            found.append(Piece(" ".join(new[first:last]), new=what != "equal"))
    return tuple(found)
