"""Where the patient lives, as the application says it, beside what the register of catchment areas says.

Where the patient lives in another catchment area, both medical directors are involved [S4], so a wrong answer leaves
one out. The register fills in what is not answered, and an application that contradicts it is not sent. Where the
register is wrong, the number is left out, and the applicant's own answers stand.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from likeverd.core.catchments import DistrictNeeded, Period, home_trust, is_area
from likeverd.core.forms.individual_exception.place import MUNICIPALITY, TRUST_NAMES
from likeverd.core.forms.model import Answer, Answers, Definition
from likeverd.core.forms.reading import Fault, is_empty
from likeverd.core.text import Text

CATCHMENT: Final = "catchment"
HOME_TRUST: Final = "home_trust"
OWN, OTHER = "own", "other"


def area_of(answers: Answers) -> str | None:
    """The municipality or district that is answered, if it is one."""
    area = answers.get(MUNICIPALITY.key)
    return area if isinstance(area, str) and is_area(area) else None


def other_home_trust(answers: Answers, own_trust: str) -> str | None:
    """The code of the trust where the patient lives by the answers, where that is another than the one that treats."""
    code = answers.get(HOME_TRUST)
    if answers.get(CATCHMENT) != OTHER or not isinstance(code, str) or code == own_trust:
        return None
    return code or None


def home_trust_name(answers: Answers, own_trust: str) -> str:
    """The name of the trust that ``other_home_trust`` finds; empty where it finds none."""
    code = other_home_trust(answers, own_trust)
    return TRUST_NAMES.get(code, code) if code is not None else ""


def filled_in(
    form: Definition, answers: Answers, periods: Sequence[Period], own_trust: str, today: date
) -> dict[str, Answer]:
    """The answers with what the register says of the catchment area, where nothing is answered of it.

    Nothing is filled in where the register does not know, or knows a trust that the form does not.
    """
    filled = dict(answers)
    area = area_of(answers)
    if form.field(MUNICIPALITY.key) is None or area is None or not _unanswered(answers):
        return filled
    found = home_trust(area, today, periods)
    if not isinstance(found, Period):
        return filled
    if found.trust == own_trust:
        filled[CATCHMENT] = OWN
    elif found.trust in TRUST_NAMES:
        filled |= {CATCHMENT: OTHER, HOME_TRUST: found.trust}
    return filled


def to_look_up(answers: Answers) -> str | None:
    """The area of which the register is asked at saving; None where there is nothing to fill in."""
    return area_of(answers) if _unanswered(answers) else None


def faults(
    answers: Answers, periods: Sequence[Period], own_trust: str, today: date
) -> tuple[Fault, ...]:
    """Where the answers contradict the register, at the field, with what it says and how to mend it."""
    area = area_of(answers)
    if area is None:
        return ()
    found = home_trust(area, today, periods)
    if isinstance(found, DistrictNeeded):
        return (Fault(MUNICIPALITY.key, _district_needed(area)),)
    if found is None:
        return ()
    lives_elsewhere = found.trust != own_trust
    if answers.get(CATCHMENT) != (OTHER if lives_elsewhere else OWN):
        return (Fault(CATCHMENT, _register_says(area, found)),)
    if lives_elsewhere and answers.get(HOME_TRUST) != found.trust:
        return (Fault(HOME_TRUST, _register_says(area, found)),)
    return ()


def _unanswered(answers: Answers) -> bool:
    return is_empty(answers.get(CATCHMENT)) and is_empty(answers.get(HOME_TRUST))


def _district_needed(area: str) -> Text:
    return Text(
        f"Kommunen {area} er delt mellom flere helseforetak. Skriv seks siffer, med bydelen.",
        f"Kommunen {area} er delt mellom fleire helseføretak. Skriv seks siffer, med bydelen.",
        f"The municipality {area} is divided between trusts. Write six digits, with the district.",
    )


def _register_says(area: str, found: Period) -> Text:
    name = TRUST_NAMES.get(found.trust, found.trust)
    return Text(
        f"Registeret over opptaksområder sier at {area} hører til {name}. Rett svaret. Hvis registeret tar feil, la "
        "kommunenummeret stå tomt.",
        f"Registeret over opptaksområde seier at {area} høyrer til {name}. Rett svaret. Om registeret tek feil, lat "
        "kommunenummeret stå tomt.",
        f"The register of catchment areas says that {area} belongs to {name}. Mend the answer. If the register is "
        "wrong, leave the municipality empty.",
    )
