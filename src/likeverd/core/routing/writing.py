"""An answer as JSON, in the form that docs/routing-contract.md promises."""

from typing import Any

from likeverd.core.routing.engine import Answer, RouteAnswer
from likeverd.core.routing.rule import Rule
from likeverd.core.text import LANGUAGES


def as_json(answer: Answer) -> dict[str, Any]:
    """What ``likeverd route`` prints for one set of facts. Remarks follow the reasons of their route."""
    return {
        "on": answer.on.isoformat(),
        "rule_set": answer.rule_set,
        "status": answer.status.value,
        "recommended": None if answer.recommended is None else answer.recommended.value,
        "routes": [_route(one) for one in answer.routes],
    }


def _route(answer: RouteAnswer) -> dict[str, Any]:
    return {
        "route": answer.route.value,
        "verdict": answer.verdict.value,
        "decider": answer.decider.value,
        "criteria": [{"id": one.id.value, "met": one.met} for one in answer.criteria],
        "reasons": [_reason(rule) for rule in (*answer.reasons, *answer.remarks)],
    }


def _reason(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "version": rule.version,
        "text": {language: getattr(rule.text, language) for language in LANGUAGES},
        "source": rule.source,
    }
