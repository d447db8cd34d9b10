"""From lives to rows: who, which patient, which application, and every event with its moment."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from likeverd.cases.seeding.applications import STAGES, Application, Applications
from likeverd.cases.seeding.calendar import Calendar, promises
from likeverd.cases.seeding.case_forms import CaseForm, EventForm, case_form
from likeverd.cases.seeding.diagnoses import Applied
from likeverd.cases.seeding.hospitals import Hospital, Ward
from likeverd.cases.seeding.lives import Life
from likeverd.cases.seeding.names import FAMILY, GIVEN
from likeverd.cases.seeding.plots import Plot
from likeverd.cases.seeding.rows import Ids, Rows, for_copy
from likeverd.core.deadlines import promise_after_pause
from likeverd.core.events import Created
from likeverd.core.forms.individual_exception import FIRST
from likeverd.core.identity import NumberKind, synthetic_number
from likeverd.core.vocabulary import Action, State

FIRST_BIRTH: Final = date(1930, 1, 1)
BIRTH_DAYS: Final = 25_000  # births until 1998
STRIDE: Final = 7_919  # shares no factor with the days, so that neighbours differ in age
SAVED_EVERY: Final = 12  # minutes between the savings of a draft
GRANTED_FOR: Final = (timedelta(days=182), timedelta(days=365))
ANSWER_WITHIN: Final = timedelta(days=14)
RECEIVED_BEFORE: Final = timedelta(days=3)
KIND: Final = NumberKind.NATIONAL.value
NULL: Final = "\\N"


@dataclass(frozen=True, slots=True)
class Place:
    """A hospital with what is worked out once for all of its cases."""

    hospital: Hospital
    promised: Callable[[State, int, bool], str]
    created: dict[bool, str]
    referring: Mapping[str, Sequence[Ward]]


class Filled(NamedTuple):
    """A case with its people and moments: what its rows are written from."""

    pk: int
    form: CaseForm
    people: tuple[int, ...]
    days: list[int]
    moments: list[str]
    application: Application


class Scribe:
    """Writes the rows of lives in order; the same for the same seed."""

    def __init__(self, seed: int, hospitals: Sequence[Hospital], calendar: Calendar) -> None:
        self._random = Random(f"{seed} rows").random  # noqa: S311 - invented cases, no secrets
        self._calendar = calendar
        self._applications = Applications()
        self._forms: dict[Plot, CaseForm] = {}
        self._places = [self._place(hospital) for hospital in hospitals]

    def _place(self, hospital: Hospital) -> Place:
        version = hospital.rules.version
        created = {
            paper: for_copy(json.dumps(asdict(Created(FIRST.version, version, paper))))
            for paper in (False, True)
        }
        routes = {route for ward in hospital.wards for route in ward.methods}
        referring = {
            route: [ward for ward in hospital.wards if route in ward.methods] for route in routes
        }
        return Place(hospital, promises(hospital.rules, self._calendar), created, referring)

    def rows(self, lives: Sequence[Life], ids: Ids, first: int) -> Rows:
        """The rows of these lives, which begin at a place of all ``ids``."""
        rows = Rows()
        for number, life in enumerate(lives, start=first):
            self._write(life, number, ids, rows)
        for written in self._applications.new():
            content = f'{{"answers": {written.text}}}'
            rows.applications.append(f"{written.number}\t{written.text}\t{content}\n")
        return rows

    def _write(self, life: Life, number: int, ids: Ids, rows: Rows) -> None:
        random, calendar = self._random, self._calendar
        place = self._places[life.hospital]
        plot = life.told.plot
        wards = place.referring[plot.route]
        ward = wards[int(random() * len(wards))]
        methods = ward.methods[plot.route]
        method = methods[int(random() * len(methods))]
        start = life.start
        application = self._applications.of(
            method, calendar.fortnight(start), random(), plot.written, urgent=life.urgent
        )
        filled = Filled(
            ids.cases[number],
            self._form(plot),
            self._people(ward, place.hospital),
            [start + day for day, _ in life.timeline.moments],
            [calendar.moment(start + day, minute) for day, minute in life.timeline.moments],
            application,
        )
        self._write_patient(ids.patients[number], ids.patients_before + number, place, rows)
        self._write_case(filled, life, place, ward, method.pk, number, ids, rows)
        self._write_events(filled, place, rows)
        if plot.state is State.DRAFT:
            self._write_revisions(filled, life, method, rows)

    def _form(self, plot: Plot) -> CaseForm:
        found = self._forms.get(plot)
        if found is None:
            found = self._forms[plot] = case_form(plot)
        return found

    def _people(self, ward: Ward, hospital: Hospital) -> tuple[int, ...]:
        """The persons by slot (``scripts.Slot``); slot 0 is nobody."""
        random = self._random
        members = hospital.members
        member = int(random() * len(members))
        return (
            0,
            ward.consultants[int(random() * len(ward.consultants))],
            ward.helpers[int(random() * len(ward.helpers))],
            ward.lead,
            ward.manager,
            members[member],
            members[member - 1],
            hospital.director,
        )

    def _write_patient(self, pk: int, index: int, place: Place, rows: Rows) -> None:
        random = self._random
        serial, day = divmod(index, BIRTH_DAYS)
        born = FIRST_BIRTH + timedelta(days=day * STRIDE % BIRTH_DAYS)
        given = GIVEN[int(random() * len(GIVEN))]
        family = FAMILY[int(random() * len(FAMILY))]
        number = synthetic_number(born, serial)
        rows.patients.append(f"{pk}\t{place.hospital.trust}\t{number}\t{KIND}\t{given} {family}\n")

    def _write_case(
        self,
        filled: Filled,
        life: Life,
        place: Place,
        ward: Ward,
        method: int,
        number: int,
        ids: Ids,
        rows: Rows,
    ) -> None:
        """The state row in the order of ``actions.bulk.CASE_COLUMNS``."""
        form, people, moments = filled.form, filled.people, filled.moments
        hospital, changed = place.hospital, form.changed
        created = self._calendar.days[life.start]
        received = (created - RECEIVED_BEFORE).isoformat() if form.paper else NULL
        due, before_pause = self._promise(filled, life, place)
        hands = form.handlers % tuple([people[slot] for slot in form.hands])
        rows.cases.append(
            f"{filled.pk}\t{hospital.prefix}-{created.year}-{ids.numbers[number]:06d}\t"
            f"{hospital.trust}\t{ward.division}\t{ward.department}\t{method}\t"
            f"{ids.patients[number]}\t{people[1]}\t{hospital.rules.version}\t{received}\t"
            f"{form.fixed}\t{hands}\t{_array(people, form.helpers)}\t"
            f"{_array(people, form.participants)}\t{_array(people, form.conflicted)}\t"
            f"{_array(people, form.barred)}\t{life.urgent}\t"
            f"{filled.application.start_by or NULL}\t{due}\t{before_pause}\t{moments[0]}\t"
            f"{moments[form.submitted] if form.submitted >= 0 else NULL}\t{moments[changed]}\t"
            f"{moments[-1] if form.ended else NULL}\t{filled.application.number}\n"
        )

    def _promise(self, filled: Filled, life: Life, place: Place) -> tuple[str, str]:
        """When the step is promised, and when it was before questions stopped the clock."""
        form, days, urgent = filled.form, filled.days, life.urgent
        if not form.asked or form.ended:
            return place.promised(form.state, days[form.changed], urgent) or NULL, NULL
        due = before = NULL
        since = 0
        for event, day in zip(form.plot.events, days, strict=True):
            if event.before is event.after:
                continue
            if event.after is State.AWAITING_ANSWERS:
                before, due = due, self._answer_by(day)
            elif event.before is State.AWAITING_ANSWERS and before != NULL:
                moved = promise_after_pause(
                    date.fromisoformat(before), self._calendar.noon(since), self._calendar.noon(day)
                )
                before, due = NULL, moved.isoformat()
            else:
                before, due = NULL, place.promised(event.after, day, urgent) or NULL
            since = day
        return due, before

    def _write_events(self, filled: Filled, place: Place, rows: Rows) -> None:
        pk, people, days, moments = filled.pk, filled.people, filled.days, filled.moments
        append = rows.events.append
        for number, event in enumerate(filled.form.events):
            if event.answers:
                rows.applied.append(
                    f"{pk}{event.head}{moments[number]}\t{people[event.by]}{event.tail}"
                    f"{filled.application.number}\n"
                )
                continue
            if event.action is None:
                content = place.created[filled.form.paper]
            elif len(event.content) == 1:
                content = event.content[0]
            else:
                content = self._day(event, days[number]).join(event.content)
            append(f"{pk}{event.head}{moments[number]}\t{people[event.by]}{event.tail}{content}\n")

    def _day(self, event: EventForm, index: int) -> str:
        """The day that an event's content names: when it ends, is answered, or was."""
        day = self._calendar.days[index]
        if event.action is Action.REGISTER_DEATH:
            return day.isoformat()
        if event.action is Action.ASK:
            return self._answer_by(index)
        return (day + GRANTED_FOR[int(self._random() * len(GRANTED_FOR))]).isoformat()

    def _answer_by(self, index: int) -> str:
        return (self._calendar.days[index] + ANSWER_WITHIN).isoformat()

    def _write_revisions(self, filled: Filled, life: Life, method: Applied, rows: Rows) -> None:
        """What was saved of a draft: with its beginning, half written, and as it is now."""
        by = filled.people[filled.form.events[0].by]
        begins = self._calendar.fortnight(life.start)
        for number, stage in enumerate(STAGES[: filled.form.revision]):
            written = filled.application
            if stage != filled.form.plot.written:
                written = self._applications.of(method, begins, 0, stage, urgent=life.urgent)
            saved = self._calendar.moment(life.start, life.minute + SAVED_EVERY * number)
            rows.revisions.append(
                f"{filled.pk}\t{number + 1}\t{saved}\t{by}\t{written.text}\t{{}}\n"
            )


def _array(people: Sequence[int], slots: Sequence[int]) -> str:
    """The persons of slots as an array of the database, sorted."""
    return "{" + ",".join(map(str, sorted([people[slot] for slot in slots]))) + "}"
