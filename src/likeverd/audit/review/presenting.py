"""Findings and rows of the log as the pages show them: in words, and without anything of a patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from likeverd.audit.models import AccessEntry
from likeverd.audit.review.models import Finding
from likeverd.core.access import ACCESS_LABELS, GROUND_LABELS, AccessKind, Ground
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.log_review import (
    OUTCOME_LABELS,
    RULE_LABELS,
    Outcome,
    Rule,
    reason,
    without_numbers,
)
from likeverd.core.sight import EMERGENCY_REASONS, EmergencyReason
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import Role
from likeverd.sight.models import EmergencySight

NONE = unchanged("–")
TONES = {Outcome.IN_ORDER: "success", Outcome.FOLLOW_UP: "warning", Outcome.MISUSE: "danger"}
GRAVE = frozenset({Rule.OWN_RECORD, Rule.EMERGENCY, Rule.MANY_LOOKUPS})


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding: ``who`` is empty where it is about several people."""

    pk: int
    label: Text
    tone: str
    reason: Text
    who: str
    role: Text
    ground: Text | None
    number: str
    trust: str
    begins: date
    ends: date
    found_at: datetime
    outcome: Text | None
    outcome_tone: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One row of the access log."""

    at: datetime
    who: str
    role: Text
    did: Text
    ground: Text
    number: str


@dataclass(frozen=True, slots=True)
class SightLine:
    """What was said when a case was opened in an emergency; identity numbers are starred out of the words."""

    reason: Text
    words: str
    begins: datetime
    ends: datetime


def finding_line(finding: Finding) -> FindingLine:
    """A finding of ``selectors.queue`` or ``finding_for``."""
    rule = Rule(finding.rule)
    given = getattr(finding, "outcome", None)
    outcome = Outcome(given) if given else None
    return FindingLine(
        pk=finding.pk,
        label=RULE_LABELS[rule],
        tone="danger" if rule in GRAVE else "warning",
        reason=reason(rule, finding.facts),
        who=finding.person.name if finding.person else "",
        role=_role(finding.role),
        ground=GROUND_LABELS[Ground(finding.ground)] if finding.ground else None,
        number=finding.number,
        trust=finding.trust.short_name,
        begins=finding.begins,
        ends=finding.ends,
        found_at=finding.found_at,
        outcome=OUTCOME_LABELS[outcome] if outcome else None,
        outcome_tone=TONES[outcome] if outcome else "neutral",
    )


def entry_line(entry: AccessEntry) -> EntryLine:
    """A row of ``selectors.rows_of``."""
    return EntryLine(
        at=entry.at,
        who=entry.practitioner.name if entry.practitioner else "",
        role=_role(entry.role),
        did=ACCESS_LABELS[AccessKind(entry.kind)],
        ground=GROUND_LABELS[Ground(entry.purpose_of_use_details)],
        number=entry.decision_ref,
    )


def sight_line(sight: EmergencySight | None) -> SightLine | None:
    """The emergency sight of a finding, where it has one."""
    if sight is None:
        return None
    return SightLine(
        reason=EMERGENCY_REASONS[EmergencyReason(sight.reason)],
        words=without_numbers(sight.words),
        begins=sight.begins_at,
        ends=sight.ended_at or sight.ends_at,
    )


def _role(role: str) -> Text:
    return ROLE_LABELS[Role(role)] if role in set(Role) else NONE
