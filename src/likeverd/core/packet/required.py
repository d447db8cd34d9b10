"""Which items an ended case must produce, whose each is, and by when. The one home of that rule."""

from dataclasses import dataclass
from datetime import date

from likeverd.core.packet.items import Item
from likeverd.core.packet.outcome import Outcome, Route
from likeverd.core.packet.settings import PacketSettings
from likeverd.core.text import Text
from likeverd.core.vocabulary import GRANTED_STATES, Role, State
from likeverd.core.workdays import add_working_days


@dataclass(frozen=True, slots=True)
class Required:
    """One item: the role whose it is, the day by which it is to be confirmed, why, and the rule's source."""

    item: Item
    owner: Role
    due_on: date
    why: Text
    source: str


def packet(case: Outcome, settings: PacketSettings) -> tuple[Required, ...]:
    """What the case must produce, in the order in which a person goes through it; nothing for one never sent."""
    if not case.was_sent:
        return ()
    required = [_required(item, case, settings) for item in _items(case, settings)]
    return tuple(required)


def route_of(case: Outcome) -> Route | None:
    """How the patient gets the medicine; None where nothing was granted or the application does not say."""
    supply = case.answers.get("supply")
    if case.state not in GRANTED_STATES or supply not in set(Route):
        return None
    return Route(str(supply))


def needs_own_project(case: Outcome, settings: PacketSettings) -> bool:
    """Whether the expected cost a year is above the trust's limit, so that it gets a number of its own [S4]."""
    cost = case.answers.get("yearly_cost")
    granted = case.state in GRANTED_STATES
    return granted and isinstance(cost, int) and cost > settings.project_threshold


def _items(case: Outcome, settings: PacketSettings) -> list[Item]:
    items = [Item.JOURNAL_NOTE]
    if case.state in (*GRANTED_STATES, State.REFUSED, State.WRONG_SCHEME, State.STOPPED):
        items += [Item.DECISION_LETTER, Item.PATIENT_LETTER]
    if case.state in GRANTED_STATES:
        items += _paid(case, settings)
    items.append(Item.ARCHIVE_COPY)
    if case.state in (*GRANTED_STATES, State.REFUSED, State.WRONG_SCHEME):
        items.append(Item.REGIONAL_COPY)
    if case.state in (State.CLOSED_BY_DEATH, State.MOVED):
        items.remove(Item.JOURNAL_NOTE)  # the record says it already, or goes with the patient
    return items


def _paid(case: Outcome, settings: PacketSettings) -> list[Item]:
    items = [Item.PROJECT_NUMBER] if needs_own_project(case, settings) else []
    if route_of(case) is Route.HOSPITAL:
        items += [Item.PHARMACY_ORDER, Item.INVOICE_REFERENCE]
    elif route_of(case) is Route.TRUST_PRESCRIPTION:
        items.append(Item.PRESCRIPTION_REMARK)
    elif route_of(case) is Route.PRIVATE_PRESCRIPTION:
        items += [Item.PRESCRIPTION_REMARK, Item.INVOICE_REFERENCE]
    if case.home_trust:
        items.append(Item.GUEST_SETTLEMENT)
    return items


def _required(item: Item, case: Outcome, settings: PacketSettings) -> Required:
    why, source = WHY[item]
    days = settings.working_days[item]
    return Required(item, _owner(item, case), add_working_days(case.ended_on, days), why, source)


def _owner(item: Item, case: Outcome) -> Role:
    if item in (Item.PROJECT_NUMBER, Item.INVOICE_REFERENCE):
        # The cost is the department's; the manager of the division answers for it, where the chain has one.
        return Role.ANCHORING_MANAGER if State.ANCHORING in case.chain else Role.MEDICAL_DIRECTOR
    if item is Item.ARCHIVE_COPY:
        # "Vurderingskomiteen har ansvar for at kopi av beslutningen arkiveres" [S4].
        return Role.ASSESSMENT_COMMITTEE if State.COMMITTEE in case.chain else Role.MEDICAL_DIRECTOR
    if item is Item.DECISION_LETTER:
        return case.ended_by or Role.MEDICAL_DIRECTOR
    if item in (Item.REGIONAL_COPY, Item.GUEST_SETTLEMENT):
        return Role.MEDICAL_DIRECTOR
    return Role.TREATING_CONSULTANT


WHY: dict[Item, tuple[Text, str]] = {
    Item.JOURNAL_NOTE: (
        Text(
            "Behandlingsansvarlig lege dokumenterer beslutningen i journalen med saksnummeret.",
            "Behandlingsansvarleg lege dokumenterer avgjerda i journalen med saksnummeret.",
            "The doctor in charge documents the decision in the record, with the case number.",
        ),
        "S4",
    ),
    Item.DECISION_LETTER: (
        Text(
            "Søkeren skal ha beslutningen med begrunnelse.",
            "Søkjaren skal ha avgjerda med grunngiving.",
            "The applicant is to have the decision with its reasons.",
        ),
        "I",
    ),
    Item.PATIENT_LETTER: (
        Text(
            "Pasienten skal få vite hva som er bestemt, hvorfor, og hvordan man klager.",
            "Pasienten skal få vite kva som er bestemt, kvifor, og korleis ein klagar.",
            "The patient is to know what was decided, why, and how to complain.",
        ),
        "HDR3",
    ),
    Item.PRESCRIPTION_REMARK: (
        Text(
            "Apoteket og oppgjøret trenger merknaden, ord for ord.",
            "Apoteket og oppgjeret treng merknaden, ord for ord.",
            "The pharmacy and the settlement need the remark, word for word.",
        ),
        "S4",
    ),
    Item.PHARMACY_ORDER: (
        Text(
            "Legemidlet bestilles fra sykehusapoteket, og bestillingen merkes med prosjektet.",
            "Legemiddelet blir bestilt frå sjukehusapoteket, og bestillinga blir merkt med prosjektet.",
            "The medicine is ordered from the hospital pharmacy, marked with the project.",
        ),
        "S4",
    ),
    Item.PROJECT_NUMBER: (
        Text(
            "Forventet kostnad er over grensen, så unntaket skal ha eget prosjektnummer.",
            "Venta kostnad er over grensa, så unntaket skal ha eige prosjektnummer.",
            "The expected cost is above the limit, so the exception gets a project number of its own.",
        ),
        "S4",
    ),
    Item.INVOICE_REFERENCE: (
        Text(
            "Fakturaen belastes avdelingen som bestiller, og merkes med prosjektet.",
            "Fakturaen blir belasta avdelinga som bestiller, og merkt med prosjektet.",
            "The invoice is charged to the department that orders, and marked with the project.",
        ),
        "S4",
    ),
    Item.GUEST_SETTLEMENT: (
        Text(
            "Pasienten bor i et annet opptaksområde; oppgjøret trenger hvem og hvor.",
            "Pasienten bur i eit anna opptaksområde; oppgjeret treng kven og kvar.",
            "The patient lives in another catchment area; the settlement needs who and where.",
        ),
        "S3",
    ),
    Item.ARCHIVE_COPY: (
        Text(
            "En kopi av beslutningen med hele grunnlaget skal arkiveres.",
            "Ein kopi av avgjerda med heile grunnlaget skal arkiverast.",
            "A copy of the decision with its whole basis is to be archived.",
        ),
        "S4",
    ),
    Item.REGIONAL_COPY: (
        Text(
            "Regionen følger med på at like saker får like svar, uten å vite hvem pasientene er.",
            "Regionen følgjer med på at like saker får like svar, utan å vite kven pasientane er.",
            "The region watches that like cases get like answers, without knowing who the patients are.",
        ),
        "I",
    ),
}
