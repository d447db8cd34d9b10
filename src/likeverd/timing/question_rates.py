"""The form's weak fields at a trust, for the role that answers for the form there. Counts alone come out, no case."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min

from likeverd.cases.models import CaseEvent
from likeverd.cases.records import recorded_of
from likeverd.core.case import Actor
from likeverd.core.events import QuestionsAsked, ReturnedToApplicant, Submitted
from likeverd.core.question_rates import FormRates, SentCase, question_rates
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.models import HospitalTrust
from likeverd.organisations.selectors import current_rules_version, trust_rules


@dataclass(frozen=True, slots=True)
class TrustRates:
    """One trust's rates, by version of the form."""

    trust: HospitalTrust
    scheme: str
    forms: tuple[FormRates, ...]


def trusts_owned(actor: Actor, today: date) -> list[int]:
    """The trusts at which the person holds the role that answers for the form, own or as a deputy."""
    found = []
    for trust in sorted({grant.trust for grant in actor.grants}):
        version = current_rules_version(trust, today)
        if version is None:
            continue
        owner = trust_rules(trust, version).form_owner
        if any(grant.role is owner and grant.trust == trust for grant in actor.grants):
            found.append(trust)
    return found


def rates_of(trusts: list[int], scheme: str, first: date, last: date) -> list[TrustRates]:
    """The rates of these trusts for cases that were first sent from one day to another, both included."""
    rows = HospitalTrust.objects.filter(pk__in=trusts).order_by("name")
    return [
        TrustRates(
            trust, scheme, question_rates(_sent_cases(trust.pk, scheme, first, last), first, last)
        )
        for trust in rows
    ]


def _sent_cases(trust: int, scheme: str, first: date, last: date) -> list[SentCase]:
    """Read without the answers of the applications, which are long and say nothing here."""
    begins = datetime.combine(first, time(0), OSLO)
    ends = datetime.combine(last + timedelta(days=1), time(0), OSLO)
    of_trust = CaseEvent.objects.filter(trust_id=trust, case__scheme=scheme)
    sent = (
        of_trust.filter(kind=Submitted.kind)
        .values("case_id", "case__form_version")
        .annotate(sent_at=Min("at"))
        .filter(sent_at__gte=begins, sent_at__lt=ends)
        .order_by("case_id")
    )
    found = {row["case_id"]: row for row in sent}
    asked: dict[int, set[str]] = {}
    questions = of_trust.filter(kind=QuestionsAsked.kind, at__gte=begins).select_related("kept")
    for event in questions:
        content = recorded_of(event).event
        if isinstance(content, QuestionsAsked):
            fields = asked.setdefault(event.case_id, set())
            fields |= {question.field for question in content.questions}
    returned = set(
        of_trust.filter(kind=ReturnedToApplicant.kind, at__gte=begins).values_list(
            "case_id", flat=True
        )
    )
    return [
        SentCase(
            row["case__form_version"],
            local_day(row["sent_at"]),
            frozenset(asked.get(case, ())),
            case in returned,
        )
        for case, row in found.items()
    ]
