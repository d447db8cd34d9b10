"""Playing the demonstration's cases through the real actions, at moments in the past."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.seeding.actions.reading import between_steps
from likeverd.cases.seeding.cast import Played
from likeverd.cases.seeding.diagnoses import Applied
from likeverd.core.case import Command
from likeverd.core.forms.model import Answer
from likeverd.core.forms.specimen import specimen
from likeverd.core.identity import synthetic_number
from likeverd.core.vocabulary import Action
from likeverd.core.workdays import OSLO, add_working_days, local_day
from likeverd.organisations.models import Person, Unit

# Above the serials of people seeded in bulk, so that nobody is two people.
FIRST_SERIAL: Final = 300


# Kept only where the guide would have advised another way, as with the case that is referred.
DOUBT: Final = "Vi er i tvil om ordningen, og vil ha saken vurdert av dem som avgjør."


@dataclass(frozen=True, slots=True)
class PlayedPatient:
    """An invented patient: name and birth date, from which the synthetic number is made."""

    name: str
    born: date

    @property
    def identity_number(self) -> str:
        """A valid number with month + 80."""
        return synthetic_number(self.born, FIRST_SERIAL)


@dataclass(slots=True)
class Stage:
    """Who plays, what may be applied for, and when it is now."""

    now: datetime
    first_day: date
    people: Mapping[str, Person]
    methods: Mapping[str, Applied]
    departments: Mapping[tuple[str, str], Unit]
    played: list[str] = field(default_factory=list)

    def at(self, working_days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """An hour of a working day that is past, but never before the form holds."""
        day = max(
            add_working_days(local_day(self.now), -working_days_ago),
            add_working_days(self.first_day, 0),
        )
        return datetime.combine(day, time(hour, minute), OSLO)

    def begin(
        self,
        applicant: Played,
        method: str,
        patient: PlayedPatient,
        *,
        at: datetime,
        by: Played | None = None,
        paper_received: date | None = None,
        renews: str = "",
    ) -> str:
        """A draft at the applicant's department; answers the case's number."""
        case = actions.begin(
            NewCase(
                department=self.departments[applicant.trust, applicant.unit].pk,
                method=self.methods[method].pk,
                identity_number=patient.identity_number,
                patient_name=patient.name,
                applicant=self.people[applicant.username].pk,
                paper_received=paper_received,
                renews=renews,
                route_reason=DOUBT,
            ),
            by=self.people[(by or applicant).username],
            now=at,
            synthetic_allowed=True,
        )
        self.played.append(case.number)
        return case.number

    def answers(
        self, applicant: Played, method: str, *, at: datetime, days_left: int = 60, **more: Any
    ) -> dict[str, Answer]:
        """Every answer of the application; ``days_left`` until the last useful start."""
        applied = self.methods[method]
        day = local_day(at)
        return specimen(
            applied.product,
            applied.code,
            applied.display,
            code_system=applied.code_system,
            written_on=day,
            start_by=day + timedelta(days=days_left),
            applicant_name=applicant.name,
            **more,
        )

    def write(self, number: str, given: Mapping[str, Answer], *, by: Played, at: datetime) -> None:
        """Save answers in the draft."""
        actions.save_draft(
            number,
            given,
            by=self.people[by.username],
            now=at,
            seen_revision=between_steps(number).draft_revision,
        )

    def step(
        self,
        number: str,
        action: Action,
        by: Played,
        at: datetime,
        answers: Mapping[str, object] | None = None,
    ) -> None:
        """Take a step; raises ``NotCarriedOut`` where the rules refuse it."""
        seen = between_steps(number).version
        command = Command(action, seen, answers or {})
        actions.take_step(number, command, by=self.people[by.username], now=at)

    def apply(
        self,
        applicant: Played,
        method: str,
        patient: PlayedPatient,
        *,
        ago: int,
        **more: Any,
    ) -> str:
        """A complete application, written and sent on one day so many working days ago."""
        begun = self.at(ago, 8, 20)
        number = self.begin(applicant, method, patient, at=begun)
        given = self.answers(applicant, method, at=begun, **more)
        self.write(number, given, by=applicant, at=self.at(ago, 9, 5))
        self.step(number, Action.SUBMIT, applicant, self.at(ago, 9, 10))
        return number
