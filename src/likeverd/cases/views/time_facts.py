"""What the case page says of time: the whole way, the pause and what it waits for, and the treat-by date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from likeverd.cases.selectors import CasePage
from likeverd.cases.templatetags.case_parts import duration, field_label
from likeverd.cases.views.fact import Fact
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.reasons import reason as reason_with
from likeverd.core.timing.clocks import Pause
from likeverd.core.timing.ways import WAY_LABELS, WHY_NOT_LABELS, WayToMeet
from likeverd.web import formats
from likeverd.web.templatetags.likeverd_ui import in_words, reader_language


def facts_of_time(page: CasePage) -> Iterator[Fact]:
    """The pause with its missing item and its owner, the target of the whole way, and the treat-by date."""
    pause = page.time.pause
    if pause is not None:
        yield Fact(_("Klokka"), _stands_still(pause, page))
    if page.case.submitted_at is not None:
        yield _whole_way(page)
    if page.time.ways:
        yield _treat_by(page)


def _stands_still(pause: Pause, page: CasePage) -> str:
    words = {
        "when": formats.moment(pause.since, reader_language()),
        "what": ", ".join(missing_items(pause, page)),
        "who": page.case.applicant.name,
    }
    return _("Står stille siden %(when)s. Venter på: %(what)s. Hos: %(who)s") % words


def missing_items(pause: Pause, page: CasePage) -> list[str]:
    """What a pause waits for, in words: the fields that were asked about, or the reasons of the return."""
    if pause.fields:
        return [
            field_label(key, page.ruleset.form) or _("saken som helhet") for key in pause.fields
        ]
    known = (reason_with(code) for code in pause.reasons)
    found = [in_words(each.label) for each in known if each is not None]
    return found or [_("rettet søknad")]


def _whole_way(page: CasePage) -> Fact:
    whole = page.time.whole_way
    if whole.due is not None:
        when = formats.moment(whole.due, reader_language())
        if whole.missed:
            return Fact(
                _("Mål for hele saken"),
                _("Skulle vært avgjort %(when)s") % {"when": when},
                late=True,
            )
        return Fact(_("Mål for hele saken"), _("Avgjort innen %(when)s") % {"when": when})
    if whole.missed:
        return Fact(_("Mål for hele saken"), _("Målet er passert"), late=True)
    left = duration(whole.left)
    return Fact(_("Mål for hele saken"), _("%(time)s igjen når klokka går") % {"time": left})


def _treat_by(page: CasePage) -> Fact:
    start_by = page.case.start_by
    day = formats.day(start_by) if start_by else ""
    best = page.time.best_way
    if best is None:
        return Fact(
            _("Siste nyttige start"),
            _("%(day)s. Ingen vei rekker det. Haster saken, snakk med den som har den.")
            % {"day": day},
            late=True,
        )
    return Fact(
        _("Siste nyttige start"),
        _("%(day)s. Rekkes: %(way)s. Dette trinnet må tas innen %(act_by)s.")
        % {"day": day, "way": way_in_words(best), "act_by": formats.day(best.act_by)},
    )


def way_in_words(way: WayToMeet) -> str:
    """The name of a way in the middle of a sentence, with the day of its meeting."""
    label = in_words(WAY_LABELS[way.kind])
    name = label[0].lower() + label[1:]
    if way.meeting is None:
        return name
    return _("%(way)s %(day)s") % {"way": name, "day": formats.day(way.meeting)}


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way as the table shows it."""

    name: str
    answer: str
    act_by: str
    decided_on: str
    meets: bool


def way_rows(ways: Sequence[WayToMeet]) -> list[WayRow]:
    """Every way, with why it does not meet the date where it does not."""
    return [
        WayRow(
            name=in_words(WAY_LABELS[way.kind])
            + (f" {formats.day(way.meeting)}" if way.meeting else ""),
            answer=in_words(WHY_NOT_LABELS[way.why_not]) if way.why_not else _("Rekker det."),
            act_by=formats.day(way.act_by),
            decided_on=formats.day(way.decided_on),
            meets=way.meets,
        )
        for way in ways
    ]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """How long a role has had the case."""

    name: str
    time: str


def role_rows(page: CasePage) -> list[RoleRow]:
    """The time of each role, in the order in which they first had the case."""
    return [
        RoleRow(in_words(ROLE_LABELS[each.role]), duration(each.spent)) for each in page.time.roles
    ]


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A pause as the page lists it."""

    since: datetime
    until: datetime | None
    what: str


def pause_rows(page: CasePage) -> list[PauseRow]:
    """Every pause with what it waited for."""
    return [
        PauseRow(pause.since, pause.until, ", ".join(missing_items(pause, page)))
        for pause in page.time.pauses
    ]
