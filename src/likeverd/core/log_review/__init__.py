"""Log review: what in an access log a person must look at, and why. Rules alone; no database, no clock."""

from likeverd.core.log_review.limits import BrokenLimits, Limits, limits_from
from likeverd.core.log_review.looks import Found, Look, Rule
from likeverd.core.log_review.rules import find
from likeverd.core.log_review.sign_off import (
    OUTCOME_LABELS,
    Outcome,
    SignOffWanted,
    faults_of_sign_off,
)
from likeverd.core.log_review.words import RULE_LABELS, reason, without_numbers

__all__ = [
    "OUTCOME_LABELS",
    "RULE_LABELS",
    "BrokenLimits",
    "Found",
    "Limits",
    "Look",
    "Outcome",
    "Rule",
    "SignOffWanted",
    "faults_of_sign_off",
    "find",
    "limits_from",
    "reason",
    "without_numbers",
]
