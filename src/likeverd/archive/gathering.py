"""Everything that is known of a case, gathered into a package. The only place that reads cases for the archive.

Called inside a transaction that sees every trust; nothing is shown to anybody, and so nothing is served or logged: that
the case was handed over stands in the hand-over's own steps.
"""

import json
from collections.abc import Iterable
from importlib.metadata import version

from likeverd.archive.models import HandOver
from likeverd.archive.of_the_files import named
from likeverd.archive.package import (
    RECORD_JSON,
    RECORD_PDF,
    ArchiveDocument,
    Direction,
    Package,
    check,
    file_of,
)
from likeverd.archive.paper import paper_of
from likeverd.archive.sources import Contribution, Span, sources
from likeverd.cases.models import Case, CaseEvent, Routing
from likeverd.cases.records import recorded_of
from likeverd.core.archive.document import document, title_of
from likeverd.core.archive.record import ChosenWay, MethodAsKnown, Record, Somebody
from likeverd.core.archive.settings import ArchiveRules
from likeverd.core.case import CaseFacts
from likeverd.core.forms.register import definition
from likeverd.core.workdays import local_day
from likeverd.methods.models import RegisterEntry
from likeverd.methods.records import entry_as_json, event_as_json
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import current_rules_version, trust_rules
from likeverd.typesetting import typeset


def archive_rules(trust: int, moment: object) -> ArchiveRules:
    """How a trust's cases are filed at a moment; without settings, nowhere."""
    version_then = current_rules_version(trust, local_day(moment))  # type: ignore[arg-type]
    return trust_rules(trust, version_then).archive if version_then else ArchiveRules()


def package_of(hand_over: HandOver, rules: ArchiveRules) -> Package:
    """The package of a hand-over: the same bytes whenever it is made.

    Raises ``FileInQuarantine``, ``BrokenPackage``, ``NotTypeset``.
    """
    case = Case.objects.select_related(
        "trust", "division", "department", "method", "patient", "applicant", "earlier_case"
    ).get(pk=hand_over.case_id)
    language = case.trust.language
    before = (
        HandOver.objects.filter(case=case, number__lt=hand_over.number).order_by("-number").first()
    )
    span = Span(hand_over.queued_at, language, before.queued_at if before else None)
    given = [source(case, span) for source in sources()]
    record = _record(case, hand_over, given, language)
    package = _package(case, record, given, rules)
    check(package)
    return package


def _package(
    case: Case, record: Record, given: Iterable[Contribution], rules: ArchiveRules
) -> Package:
    told = document(record)
    as_json = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()
    pdf = typeset(paper_of(told, case.trust.name))
    main = ArchiveDocument(
        "sak",
        title_of(record),
        Direction.INTERNAL,
        record.made_at,
        [
            file_of(RECORD_PDF, RECORD_PDF, "application/pdf", pdf),
            file_of(RECORD_JSON, RECORD_JSON, "application/json", as_json),
        ],
    )
    if case.submitted_at is None:
        raise ValueError("only a case that was sent goes to the archive")
    return Package(
        number=case.number,
        part=record.number_of_package,
        trust=case.trust.code,
        unit=case.department.name,
        responsible=case.applicant.name,
        patient_name=case.patient.name,
        identity_number=case.patient.identity_number,
        sent_on=case.submitted_at,
        # By its events: a case that was reopened meanwhile has no end in its row.
        ended_at=record.log[-1].at,
        made_at=record.made_at,
        title=f"{rules.title(case.number)}: {case.method.name}",
        public_title=rules.title(case.number),
        rules=rules,
        documents=[main, *(each for one in given for each in one.documents)],
    )


def _record(
    case: Case, hand_over: HandOver, given: Iterable[Contribution], language: str
) -> Record:
    rows = list(
        CaseEvent.objects.filter(case=case, sequence__lte=hand_over.through)
        .select_related("kept")
        .order_by("sequence")
    )
    ways = list(Routing.objects.filter(case=case, at__lte=hand_over.queued_at).order_by("id"))
    people = {case.applicant_id, *(row.by_id for row in rows), *(way.by_id for way in ways)}
    people |= {row.deputy_for_id for row in rows if row.deputy_for_id}
    return Record(
        number=case.number,
        language=language,
        number_of_package=hand_over.number,
        through=hand_over.through,
        since=hand_over.since,
        made_at=hand_over.queued_at,
        trust=case.trust.name,
        trust_code=case.trust.code,
        division=case.division.name,
        department=case.department.name,
        patient_name=case.patient.name,
        identity_number=case.patient.identity_number,
        identity_kind=case.patient.identity_kind,
        applicant=case.applicant_id,
        paper=case.paper,
        paper_received=case.paper_received.isoformat() if case.paper_received else "",
        earlier_case=case.earlier_case.number if case.earlier_case else "",
        form=definition(case.scheme, case.form_version),
        rules=trust_rules(case.trust_id, case.trust_rules_version),
        facts=_before_everything(case),
        log=[recorded_of(row) for row in rows],
        hashes=[row.content_hash for row in rows],
        people={
            person.pk: Somebody(person.name, person.title, person.hpr_number)
            for person in Person.objects.filter(pk__in=people)
        },
        method=_method(case, hand_over),
        ways=[_way(row) for row in ways],
        files=[file for one in given for file in one.files],
        parts=[part for one in given for part in one.parts],
        software=f"likeverd {version('likeverd')}",
    )


def _before_everything(case: Case) -> CaseFacts:
    return CaseFacts(
        scheme=case.scheme,
        trust=case.trust_id,
        units=(case.department_id, case.division_id),
        applicant=case.applicant_id,
        form_version=case.form_version,
        documents=tuple(named(case)),
        home_trust=case.home_trust_id,
    )


def _method(case: Case, hand_over: HandOver) -> MethodAsKnown:
    """The method as the register had it then: events and entries that had been recorded."""
    until = hand_over.queued_at
    events = [
        event_as_json(row)
        for row in case.method.events.all()
        if row.recorded_at is None or row.recorded_at <= until
    ]
    newest = {
        (row.kind, row.key): row
        for row in RegisterEntry.objects.filter(
            method=case.method, recorded_at__lte=until
        ).order_by("version")
    }
    entries = [
        {"kind": row.kind, "key": row.key, **entry_as_json(row)}
        for row in newest.values()
        if not row.struck
    ]
    return MethodAsKnown(
        key=case.method.key,
        name=case.method.name,
        substance=case.method.substance,
        indication=case.method.indication,
        events=events,
        entries=entries,
    )


def _way(row: Routing) -> ChosenWay:
    return ChosenWay(
        at=row.at,
        by=row.by_id,
        rule_set=row.rule_set,
        facts=row.facts,
        verdicts=row.verdicts,
        recommended=row.recommended,
        chosen=row.chosen,
        departs=row.departs,
        closed_by=row.closed_by,
        reason=row.reason,
    )
