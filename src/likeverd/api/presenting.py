"""From what the selectors found to what the API sends out."""

from typing import Any

from likeverd.api.shapes import (
    ActionOut,
    CaseOut,
    CaseRow,
    CaseRows,
    ComparisonOut,
    EventOut,
    FaultOut,
    FieldOut,
    LikeCaseOut,
    LikeCasesOut,
    MethodOut,
    OptionOut,
    PatientOut,
)
from likeverd.cases.like_cases import LikeCase, LikeCases
from likeverd.cases.lists import CaseList
from likeverd.cases.models import Case
from likeverd.cases.selectors import CasePage, Happening
from likeverd.core.events import ConflictDeclared
from likeverd.core.forms.model import Field
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.methods.models import Method


def case_list(found: CaseList) -> CaseRows:
    """A page of a list."""
    return CaseRows(
        total=found.total,
        following=found.following,
        rows=[case_row(row.case) for row in found.rows],
    )


def case_row(case: Case) -> CaseRow:
    """A case in a list."""
    return CaseRow(
        number=case.number,
        state=case.state,
        urgent=case.urgent,
        due_on=case.due_on,
        state_since=case.state_since,
        method=case.method.name,
        department=case.department.name,
        trust=case.trust.short_name,
        applicant=case.applicant.name,
    )


def method_out(method: Method) -> MethodOut:
    """A method of the register."""
    return MethodOut(
        id=method.pk,
        key=method.key,
        method_id=method.method_id,
        name=method.name,
        substance=method.substance,
        atc=method.atc,
        indication=method.indication,
        kind=method.kind,
        demonstration=method.demonstration,
    )


def faults_out(faults: tuple[Fault, ...], language: str | None) -> list[FaultOut]:
    """Faults in the reader's language."""
    return [
        FaultOut(field=fault.field, message=fault.message.in_language(language)) for fault in faults
    ]


def field_out(field: Field, language: str | None) -> FieldOut:
    """A question in the reader's language."""
    when = field.asked_when
    return FieldOut(
        key=field.key,
        kind=field.kind.value,
        label=field.label.in_language(language),
        why=field.why.in_language(language),
        rule=field.rule,
        required=field.required,
        options=[
            OptionOut(code=option.code, label=option.label.in_language(language))
            for option in field.options
        ],
        columns=[field_out(column, language) for column in field.columns],
        asked_when={"field": when.field, "one_of": list(when.one_of)} if when else None,
    )


def case_out(page: CasePage, language: str | None) -> CaseOut:
    """A case with its events and actions; the patient only where the role needs it."""
    case = page.case
    patient = None
    if page.sees_identity:
        patient = PatientOut(name=case.patient.name, identity_number=case.patient.identity_number)
    return CaseOut(
        number=case.number,
        scheme=case.scheme,
        state=case.state,
        version=case.version,
        revision=case.draft_revision,
        trust=case.trust.short_name,
        division=case.division.name,
        department=case.department.name,
        method=method_out(case.method),
        patient=patient,
        applicant=case.applicant.name,
        paper=case.paper,
        urgent=case.urgent,
        start_by=case.start_by,
        due_on=case.due_on,
        submitted_at=case.submitted_at,
        ended_at=case.ended_at,
        form_version=case.form_version,
        trust_rules_version=case.trust_rules_version,
        answers=case.answers,
        questions=case.questions,
        faults=faults_out(tuple(page.lacking), language) if page.may_write else [],
        waits_for=[person.name for person in page.waits_for],
        events=[event_out(item, page.earlier_number) for item in page.timeline],
        actions=[
            ActionOut(
                action=row.action.value,
                label=row.labels.staff.in_language(language),
                fields=[
                    field_out(field, language) for field in row.questions(page.facts, page.ruleset)
                ],
            )
            for row in page.actions
        ],
    )


def event_out(item: Happening, earlier_number: str) -> EventOut:
    """An event. What a person said of an own conflict of interest stays in the log.

    ``earlier_number``: of the case before, empty where the person may not see that one.
    """
    recorded = item.recorded
    content: dict[str, Any] = recorded.event.payload()
    if isinstance(recorded.event, ConflictDeclared):
        content = {}
    if "earlier_case" in content:
        content = {**content, "earlier_case": earlier_number}
    return EventOut(
        sequence=recorded.sequence,
        kind=recorded.event.kind,
        at=recorded.at,
        by=item.by.name,
        role=recorded.role.value if recorded.role else None,
        deputy_for=item.deputy_for.name if item.deputy_for else None,
        action=recorded.action.value if recorded.action else None,
        state_before=recorded.state_before.value,
        state_after=recorded.state_after.value,
        content=content,
    )


def like_cases_out(found: LikeCases, language: str | None) -> LikeCasesOut:
    """Like cases in the reader's language."""
    return LikeCasesOut(
        indication_group=found.group,
        pattern=_said(found.pattern.words if found.pattern else None, language),
        stated=found.others.stated,
        stated_source=_said(found.others.source, language),
        others=_said(found.others.counted_words, language),
        nearest=[_like_case_out(each, language) for each in found.nearest],
    )


def _like_case_out(found: LikeCase, language: str | None) -> LikeCaseOut:
    return LikeCaseOut(
        outcome=found.outcome.in_language(language),
        reasons=[each.in_language(language) for each in found.reasons],
        method=found.method,
        comparisons=[
            ComparisonOut(
                field=each.field.value, same=each.same, words=each.words.in_language(language)
            )
            for each in found.comparisons
        ],
        region=found.region,
        year=found.year,
        working_days=found.working_days,
        how_it_went=_said(found.how_it_went, language),
        wording=found.wording,
    )


def _said(words: Text | None, language: str | None) -> str | None:
    return words.in_language(language) if words else None
