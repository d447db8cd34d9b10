"""One read per screen. The case has been through ``cases.policy`` before anyone asks here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.records import recorded_of
from likeverd.core.case import Actor
from likeverd.core.packet import Item, Standing, TwoSpellings, is_complete, parse
from likeverd.core.packet.texts import text_of
from likeverd.organisations.models import HospitalTrust
from likeverd.organisations.selectors import current_rules_version
from likeverd.packet import policy
from likeverd.packet.models import CLOSED, PacketItem, PacketMark, PacketSettingsVersion
from likeverd.packet.outcomes import newest_version, outcome_of, settings_of, usual_settings
from likeverd.verification.selectors import code_of

MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class PacketOfACase:
    """What a case must produce, and how far it has come. ``texts`` of those items that have one."""

    items: Sequence[PacketItem]
    texts: Mapping[Item, str]
    marks: Sequence[PacketMark]
    project_number: str
    two_spellings: Sequence[TwoSpellings] = ()

    @property
    def complete(self) -> bool:
        """Whether everything is confirmed."""
        return is_complete(Standing(row.standing) for row in self.items)


def packet_of(case: Case) -> PacketOfACase:
    """The packet of the case's newest decision; empty for a case that has not ended."""
    rows = list(
        PacketItem.objects.filter(case=case)
        .exclude(standing=Standing.SET_ASIDE)
        .select_related("settings")
        .order_by("-decision", "pk")
    )
    rows = [row for row in rows if row.decision == rows[0].decision]
    marks = list(
        PacketMark.objects.filter(item__in=rows).select_related("by", "item").order_by("pk")
    )
    project = _project(marks)
    spellings = parse(rows[0].settings.document).two_spellings if rows and rows[0].settings else ()
    return PacketOfACase(rows, texts_of(case, rows, project), marks, project, spellings)


def item_of(case: Case, item: Item) -> PacketItem | None:
    """One item of the packet that stands; None where there is none."""
    return next((row for row in packet_of(case).items if row.item == item), None)


def texts_of(case: Case, rows: Iterable[PacketItem], project: str) -> dict[Item, str]:
    """The texts of these items, all of one decision, as they are written now."""
    rows = list(rows)
    if not rows:
        return {}
    event = CaseEvent.objects.select_related("kept").get(case=case, sequence=rows[0].decision)
    outcome = replace(
        outcome_of(case, recorded_of(event)),
        project_number=project,
        verification_code=code_of(case) or "",
    )
    settings = settings_of(case, rows[0].settings)
    language = case.trust.language
    texts = {Item(row.item): text_of(Item(row.item), outcome, settings, language) for row in rows}
    return {item: text for item, text in texts.items() if text}


def project_number_of(case: Case, decision: int) -> str:
    """The project number that was registered for the decision; empty where there is none."""
    marks = PacketMark.objects.filter(
        case=case, item__decision=decision, item__item=Item.PROJECT_NUMBER.value
    )
    return _project(marks.select_related("item").order_by("pk"))


def _project(marks: Iterable[PacketMark]) -> str:
    found = [
        str(mark.details["project_number"])
        for mark in marks
        if mark.item.item == Item.PROJECT_NUMBER and "project_number" in mark.details
    ]
    return found[-1] if found else ""


def waiting_items(actor: Actor) -> QuerySet[PacketItem]:
    """Items that are the person's and not at their end, the most urgent first."""
    return (
        PacketItem.objects.filter(policy.which(actor))
        .exclude(standing__in=CLOSED)
        .select_related("case", "case__method", "case__department")
        .order_by("due_on", "pk")[:MOST_WAITING]
    )


def overdue(actor: Actor, today: date) -> int:
    """How many of the person's items are past their day."""
    return (
        PacketItem.objects.filter(policy.which(actor), due_on__lt=today)
        .exclude(standing__in=CLOSED)
        .count()
    )


def newest_settings(trust: int) -> PacketSettingsVersion | None:
    """The trust's settings in force; None where it has published none."""
    return newest_version(trust)


def document_in_force(trust: HospitalTrust, today: date) -> dict[str, object] | None:
    """The document in force at the trust; the usual one, made of its rules, where it has published none.

    None where the trust has no rules in force.
    """
    newest = newest_version(trust.pk)
    if newest is not None:
        return newest.document
    rules = current_rules_version(trust.pk, today)
    return usual_settings(trust, rules) if rules else None


def settings_versions(trust: int) -> QuerySet[PacketSettingsVersion]:
    """Every version of the trust's settings, the newest first."""
    rows = PacketSettingsVersion.objects.filter(trust_id=trust)
    return rows.select_related("by").order_by("-version")
