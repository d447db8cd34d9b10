"""Where the patient lives: the register of catchment areas for the rules, and the home trust on the row."""

from dataclasses import replace

from likeverd.cases.models import Case
from likeverd.core import residence
from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Answer, Answers
from likeverd.organisations.models import HospitalTrust
from likeverd.organisations.selectors import catchments_near


def with_catchments(case: Case, facts: CaseFacts) -> CaseFacts:
    """The facts with what the register of catchment areas says of where the patient lives, where that is answered."""
    area = residence.area_of(case.answers)
    if area is None:
        return facts
    return replace(facts, catchments=catchments_near(area), trust_code=case.trust.code)


def filled_in(case: Case, answers: Answers, ruleset: Ruleset) -> dict[str, Answer]:
    """The answers with the catchment area from the register, where the municipality alone is answered."""
    area = residence.to_look_up(answers)
    if area is None:
        return dict(answers)
    periods = catchments_near(area)
    return residence.filled_in(ruleset.form, answers, periods, case.trust.code, ruleset.today)


def put_home_trust(case: Case) -> None:
    """Keep on the row where the patient lives, where that is another catchment area; another must acknowledge anew."""
    home, code = None, residence.other_home_trust(case.answers, "")
    if code is not None:
        found = HospitalTrust.objects.filter(code=code).first()
        home = found.pk if found is not None and found.pk != case.trust_id else None
    if home != case.home_trust_id:
        case.home_trust_id, case.home_acknowledged = home, False
