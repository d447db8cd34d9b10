"""Hand-made cases in which somebody outside the trust has a part: Sykehuset Innlandet and Helse Førde, both ways."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from likeverd.cases.seeding import cast, endings, wording
from likeverd.cases.seeding.demo_cases import (
    BREAST,
    CIDP,
    COLON,
    DOCTOR,
    NEURO,
    assessed,
    prioritised,
    recommended,
)
from likeverd.cases.seeding.stage import PlayedPatient, Stage
from likeverd.core.vocabulary import Action
from likeverd.core.workdays import local_day


def from_another_catchment_area(stage: Stage) -> None:
    """Treated at Innlandet, lives where Helse Førde is responsible: waits for the director there too."""
    patient = PlayedPatient("Magnhild Tveit", date(1968, 11, 6))
    number = stage.apply(NEURO, CIDP, patient, ago=6, home_trust=cast.FORDE)
    assessed(stage, number, cast.NEURO_LEAD, 5)
    prioritised(stage, number, cast.WEST_DIRECTOR, 3)
    recommended(stage, number, 2, "grant_with_conditions", endings.GRANTS_WITH_CONDITIONS[0])


def advised(stage: Stage) -> None:
    """A network of specialists has answered; the director says whether the advice is followed, and then decides."""
    patient = PlayedPatient("Torbjørn Vollan", date(1961, 2, 24))
    number = stage.apply(DOCTOR, BREAST, patient, ago=10, yearly_cost=830_000)
    assessed(stage, number, cast.CANCER_LEAD, 8, 1)
    prioritised(stage, number, cast.EAST_DIRECTOR, 7)
    recommended(stage, number, 5, "grant", endings.GRANTS[1])
    asked, answered = stage.at(4, 9, 20), stage.at(1, 14, 5)
    answers = {
        "body": "professional_network",
        "whom": wording.NETWORK,
        "question": wording.ASKED_FOR_ADVICE,
        "answer_by": (local_day(asked) + timedelta(days=7)).isoformat(),
    }
    stage.step(number, Action.SEEK_ADVICE, cast.MEDICAL_DIRECTOR, asked, answers)
    answers = {
        "advice": "1",
        "answered_on": local_day(answered).isoformat(),
        "answer": wording.ADVICE,
    }
    stage.step(number, Action.RECORD_ADVICE, cast.MEDICAL_DIRECTOR, answered, answers)


def under_review(stage: Stage) -> None:
    """Refused; a new test result has come, and the director of Helse Førde reviews it."""
    patient = PlayedPatient("Åshild Brenna", date(1970, 6, 13))
    number = stage.apply(DOCTOR, COLON, patient, ago=28)
    assessed(stage, number, cast.CANCER_LEAD, 26, 1)
    prioritised(stage, number, cast.EAST_DIRECTOR, 24)
    recommended(stage, number, 20, "refuse", endings.REFUSALS[0])
    decided = stage.at(18, 10, 40)
    answers = endings.no_answers(endings.REFUSALS[0])
    stage.step(number, Action.REFUSE, cast.MEDICAL_DIRECTOR, decided, answers)
    answers = {"new_facts": wording.NEW_FACTS, "source": wording.SOURCE_OF_NEW_FACTS}
    stage.step(number, Action.REQUEST_REVIEW, DOCTOR, stage.at(2, 11, 30), answers)


ELSEWHERE: Final[tuple[Callable[[Stage], None], ...]] = (
    under_review,
    advised,
    from_another_catchment_area,
)
