"""Facts as JSON, in the form that ``likeverd route`` reads: to be kept with a case and judged again later."""

from typing import Any

from likeverd.core.routing.facts import Facts


def facts_as_json(facts: Facts) -> dict[str, Any]:
    """The facts; ``reading.facts_of`` reads them back."""
    method, group, trial = facts.method, facts.group_exception, facts.trial
    return {
        "on": facts.on.isoformat(),
        "scope": facts.scope.value,
        "method": method
        and {
            "id": method.method_id,
            "kind": method.kind.value,
            "events": [
                {"date": one.day.isoformat(), "event": one.event.value}
                | ({"in_force": one.in_force.isoformat()} if one.in_force else {})
                for one in method.events
            ],
        }
        | (
            {"decided_unseen_since": method.decided_unseen_since.isoformat()}
            if method.decided_unseen_since
            else {}
        ),
        "marketing_authorisation": facts.marketing_authorisation,
        "group_exception": group
        and {
            "from": group.first.isoformat(),
            "until": group.last and group.last.isoformat(),
            "covers_patient": group.covers_patient,
        },
        "conditions_met": facts.conditions_met,
        "trial": trial and trial.status and {"status": trial.status, "eligible": trial.eligible},
        "on_national_cup_list": facts.on_national_cup_list,
        "patient": {
            "already_on_treatment": facts.patient.already_on_treatment,
            "privately_started": facts.patient.privately_started,
            "in_trial": facts.patient.in_trial,
        },
        "criteria": {
            "established_treatment": facts.criteria.established_treatment,
            "larger_effect_documented": facts.criteria.larger_effect_documented,
            "differs_from_refused_group": facts.criteria.differs_from_refused_group,
        },
    }
