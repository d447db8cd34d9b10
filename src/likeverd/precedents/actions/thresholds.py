"""What happens when so many patients use the same argument: it is told once, and a draft is made."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.urls import reverse

from likeverd.core.precedents.dossier import GroupFigures, content_of
from likeverd.core.precedents.others import Threshold, reached
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.methods.models import Method
from likeverd.organisations.models import Person, RegionalAuthority
from likeverd.outbox.actions import NewMessage, queue
from likeverd.precedents import selectors
from likeverd.precedents.models import (
    Dossier,
    DossierVersion,
    Precedent,
    Signal,
)

SAME_GROUP = 7302043


def wait_for_the_group(method: int, indication_group: str) -> None:
    """One change at a time for a method and an indication group, so that of two cases at once one counts both."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
            [SAME_GROUP, f"{method} {indication_group}"],
        )


SUBJECT = {
    Threshold.TELL_DIRECTORS: Text(
        "Flere pasienter bruker samme argument: {method}",
        "Fleire pasientar bruker same argument: {method}",
        "Several patients use the same argument: {method}",
    ),
    Threshold.DRAFT_DOSSIER: Text(
        "Utkast til gruppeunntak: {method}",
        "Utkast til gruppeunntak: {method}",
        "Draft of a group exception: {method}",
    ),
}
BODY = {
    Threshold.TELL_DIRECTORS: Text(
        "{method}\n\nMinst tre pasienter i landet har eller har hatt sak om denne metoden med samme "
        "indikasjonsgruppe ({group}) og samme argument. Antallet er aldri en grunn til å avslå.\n\n"
        "Åpne Likeverd for å se like saker:\n{link}\n\nMeldingen har ingen opplysninger om pasienter.\n",
        "{method}\n\nMinst tre pasientar i landet har eller har hatt sak om denne metoden med same "
        "indikasjonsgruppe ({group}) og same argument. Talet er aldri ein grunn til å avslå.\n\n"
        "Opne Likeverd for å sjå like saker:\n{link}\n\nMeldinga har ingen opplysningar om pasientar.\n",
        "{method}\n\nAt least three patients in the country have or have had a case about this method with the same "
        "indication group ({group}) and the same argument. The number is never a ground for refusal.\n\n"
        "Open Likeverd to see like cases:\n{link}\n\nThis message has no information about patients.\n",
    ),
    Threshold.DRAFT_DOSSIER: Text(
        "{method}\n\nMinst fem pasienter i landet bruker samme argument (indikasjonsgruppe {group}). Likeverd har "
        "laget et utkast med det som er kjent, og det som mangler. Et utkast foreslår ingenting.\n\n"
        "Les utkastet:\n{link}\n\nMeldingen har ingen opplysninger om pasienter.\n",
        "{method}\n\nMinst fem pasientar i landet bruker same argument (indikasjonsgruppe {group}). Likeverd har laga "
        "eit utkast med det som er kjent, og det som manglar. Eit utkast føreslår ingenting.\n\n"
        "Les utkastet:\n{link}\n\nMeldinga har ingen opplysningar om pasientar.\n",
        "{method}\n\nAt least five patients in the country use the same argument (indication group {group}). Likeverd "
        "has made a draft of what is known, and what is missing. A draft proposes nothing.\n\n"
        "Read the draft:\n{link}\n\nThis message has no information about patients.\n",
    ),
}


def mark(
    method: Method, indication_group: str, patients: int, *, now: datetime, tell: bool = True
) -> None:
    """Tell what so many patients reach for the first time, and bring a draft that exists up to date.

    Within ``wait_for_the_group``. ``tell`` is false where numbers are caught up with that were reached long ago: they
    are marked, and nobody gets a mail.
    """
    if not indication_group:
        return
    for threshold in reached(patients):
        _, new = Signal.objects.get_or_create(
            method=method,
            indication_group=indication_group,
            threshold=threshold,
            defaults={"at": now},
        )
        if threshold is Threshold.DRAFT_DOSSIER and new:
            Dossier.objects.create(method=method, indication_group=indication_group, created_at=now)
        if new and tell:
            _tell(method, indication_group, threshold, now)
    dossier = selectors.dossier_of(method.pk, indication_group)
    if dossier is not None:
        _bring_up_to_date(dossier, now)


def _bring_up_to_date(dossier: Dossier, now: datetime) -> None:
    """Add a version where what may be shown has changed."""
    content = content_of(_figures(dossier.method_id, dossier.indication_group))
    last = dossier.versions.first()
    if last is None or last.content != content:
        DossierVersion.objects.create(
            dossier=dossier, version=last.version + 1 if last else 1, at=now, content=content
        )


def _figures(method: int, indication_group: str) -> GroupFigures:
    rows = Precedent.objects.filter(method_id=method, indication_group=indication_group)
    outcomes = dict(rows.values_list("state").annotate(Count("pk")))
    by_region = selectors.running_by_region(method, indication_group)
    running = sum(by_region.values())
    for region, patients in (
        rows.filter(first_of_patient=True).values_list("region").annotate(Count("pk"))
    ):
        by_region[region] = by_region.get(region, 0) + patients
    codes = dict(RegionalAuthority.objects.values_list("pk", "code"))
    return GroupFigures(
        running=running,
        outcomes=outcomes,
        reasons=_each(rows.values_list("reasons", flat=True)),
        arguments=_each(rows.values_list("arguments", flat=True)),
        regions={codes[region]: number for region, number in by_region.items()},
    )


def _each(lists: Sequence[Sequence[str]]) -> dict[str, int]:
    """How many of the lists have each code."""
    counted: dict[str, int] = {}
    for codes in lists:
        for code in set(codes):
            counted[code] = counted.get(code, 0) + 1
    return counted


def _tell(method: Method, indication_group: str, threshold: Threshold, now: datetime) -> None:
    people = selectors.directors_concerned(method.pk, indication_group, local_day(now))
    path = reverse("cases:search_like_cases")
    if threshold is Threshold.DRAFT_DOSSIER:
        dossier = selectors.dossier_of(method.pk, indication_group)
        path = reverse("cases:group_draft", args=[dossier.pk]) if dossier else path
    given = {
        "method": method.name,
        "group": indication_group,
        "link": settings.PUBLIC_ADDRESS + path,
    }
    queue(
        [
            NewMessage(
                to_person=person,
                subject=SUBJECT[threshold].in_language(person.language).format(**given),
                body=BODY[threshold].in_language(person.language).format(**given),
            )
            for person in Person.objects.filter(pk__in=people, is_active=True).order_by("pk")
        ],
        now=now,
    )
