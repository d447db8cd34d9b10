"""Reads of log review: the queue, one finding with its rows of the log, and the counts.

Nothing here reads a case or a patient. Only reviewers of a trust get its findings, and so every function asks who.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from likeverd.audit.models import AccessEntry
from likeverd.audit.review.models import Finding, SignOff
from likeverd.audit.review.refused import NoSuchFinding
from likeverd.core.access import AccessKind
from likeverd.core.log_review import Outcome, Rule
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.sight.models import EmergencySight

ON_A_PAGE: Final = 50
MOST_ROWS: Final = 200


class Standing(StrEnum):
    """Where findings are: waiting for a reviewer, to be followed up, or signed off for good."""

    WAITING = "waiting"
    FOLLOW_UP = "follow_up"
    DONE = "done"


def reviewed_trusts(by: Person, now: datetime) -> list[int]:
    """The trusts whose log the person reviews."""
    actor = actor_for(by, local_day(now))
    return sorted({grant.trust for grant in actor.grants if grant.role is Role.LOG_REVIEWER})


def _findings(trusts: Sequence[int]) -> QuerySet[Finding]:
    newest = SignOff.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    return Finding.objects.filter(trust_id__in=list(trusts)).annotate(
        outcome=Subquery(newest.values("outcome")[:1])
    )


def _standing(standing: Standing) -> Q:
    if standing is Standing.WAITING:
        return Q(outcome__isnull=True)
    follow_up = Q(outcome=Outcome.FOLLOW_UP.value)
    return follow_up if standing is Standing.FOLLOW_UP else Q(outcome__isnull=False) & ~follow_up


def queue(
    trusts: Sequence[int], standing: Standing, rule: Rule | None, before: int | None
) -> tuple[list[Finding], int | None]:
    """A page of findings, the newest first, and where the next page begins; None where there is none."""
    found = _findings(trusts).filter(_standing(standing)).select_related("person", "trust")
    if rule is not None:
        found = found.filter(rule=rule.value)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings of a rule there are, by what came of them."""

    rule: Rule
    waiting: int
    follow_up: int
    in_order: int
    misuse: int


def counts(trusts: Sequence[int]) -> list[RuleCount]:
    """The findings of these trusts by rule and outcome; rules without any are left out."""
    rows = _findings(trusts).order_by().values("rule", "outcome").annotate(number=Count("pk"))
    found: dict[str, dict[str | None, int]] = {}
    for row in rows:
        found.setdefault(row["rule"], {})[row["outcome"]] = row["number"]
    return [
        RuleCount(
            rule,
            waiting=found[rule.value].get(None, 0),
            follow_up=found[rule.value].get(Outcome.FOLLOW_UP.value, 0),
            in_order=found[rule.value].get(Outcome.IN_ORDER.value, 0),
            misuse=found[rule.value].get(Outcome.MISUSE.value, 0),
        )
        for rule in Rule
        if rule.value in found
    ]


def finding_for(finding: int, by: Person, now: datetime) -> Finding:
    """One finding of a trust whose log the person reviews; raises ``NoSuchFinding``."""
    found = (
        _findings(reviewed_trusts(by, now))
        .filter(pk=finding)
        .select_related("person", "trust")
        .first()
    )
    if found is None:
        raise NoSuchFinding
    return found


def is_about(finding: Finding, person: Person) -> bool:
    """Whether the finding is about what this person did."""
    return finding.person_id == person.pk


def rows_of(finding: Finding) -> QuerySet[AccessEntry]:
    """The rows of the log that a finding is about, in order of time."""
    begins = datetime.combine(finding.begins, time(0), OSLO)
    ends = datetime.combine(finding.ends + timedelta(days=1), time(0), OSLO)
    rows = AccessEntry.objects.filter(trust_id=finding.trust_id, at__gte=begins, at__lt=ends)
    if finding.emergency is not None:
        rows = rows.filter(emergency=finding.emergency)
    elif finding.person_id is None:
        rows = rows.filter(patient=finding.patient)
    else:
        rows = rows.filter(practitioner=finding.person_id)
        if finding.case is not None:
            rows = rows.filter(case=finding.case)
    return (
        rows.filter(practitioner__isnull=False, case__isnull=False)
        .exclude(kind=AccessKind.LIST.value)
        .select_related("practitioner")
        .order_by("at", "pk")
    )


def history_of(finding: Finding) -> QuerySet[SignOff]:
    """Every sign-off of a finding, the newest first."""
    return SignOff.objects.filter(finding=finding).select_related("by").order_by(F("pk").desc())


def emergency_of(finding: Finding) -> EmergencySight | None:
    """The emergency sight that a finding is about."""
    if finding.emergency is None:
        return None
    return EmergencySight.objects.filter(pk=finding.emergency, trust_id=finding.trust_id).first()
