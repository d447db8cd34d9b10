"""A whole meeting by seven people: declared, marked alone, talked over, concluded, minuted and approved."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, today
from tests.journeys.walker import Walker
from tests.support.committee import Committee, settle_committee

from likeverd.cases.models import Case
from likeverd.committee.models import Item, Meeting
from likeverd.core.committee.dissent import dissent_field
from likeverd.core.committee.marks import FINAL_FIELDS, MARK_FIELDS, RATED
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("LIKEVERD_PICTURES")
PHONE = {"width": 390, "height": 844}
SEEN = ("leder", "nestleder", "etiker", "okonom", "bruker", "sekretaer")
MARKERS = ("leder", "nestleder", "etiker", "okonom", "bruker")


def picture(walker: Walker, name: str) -> None:
    """A picture of the page, wide and as on a phone, where somebody asked for pictures."""
    if not PICTURES:
        return
    size = walker.page.viewport_size
    walker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    walker.page.set_viewport_size(PHONE)
    walker.page.screenshot(path=Path(PICTURES) / f"{name}-phone.png", full_page=True)
    if size:
        walker.page.set_viewport_size(size)


@pytest.fixture
def committee(town: Town) -> Committee:
    """The seven at Innlandet."""
    return settle_committee(town.house)


@pytest.mark.timeout(600)  # seven browsers, each page looked over
def test_a_whole_meeting(town: Town, walk: Walk, committee: Committee) -> None:
    now = timezone.now()
    case = committee.waiting_case(now=now)
    other = committee.waiting_case(now=now)
    people = {name: walk(person) for name, person in committee.people.items()}
    secretary, leader, pharmacist = people["sekretaer"], people["leder"], people["farmasoyt"]

    assert not leader.has_on_list(case.number)
    secretary.visit("/komite/")
    picture(secretary, "01-overview")
    secretary.follow("Planlegg et møte")
    secretary.press("Lagre møtet")
    secretary.sees("Må fylles ut")
    secretary.page.locator('input[name="form"][value="physical"]').check()
    secretary.named("place").fill("Møterom Mjøsa")
    secretary.named("day").fill((today() + timedelta(days=3)).strftime("%d.%m.%Y"))
    secretary.named("clock").fill("09.30")
    picture(secretary, "02-plan")
    secretary.press("Lagre møtet")
    secretary.sees("Møtet er planlagt, og sakslisten er hentet. Medlemmene får melding på e-post.")
    meeting = Meeting.objects.get()
    item = Item.objects.get(meeting=meeting, case=case)
    page = f"/komite/moter/{meeting.pk}/"
    point = f"/komite/punkt/{item.pk}/"

    for name in SEEN:
        walker = people[name]
        walker.visit(f"/komite/sak/{case.number}/habilitet/")
        walker.does_not_see(case.patient.name)
        if name == "etiker":
            picture(walker, "03-declare")
        walker.page.locator('input[name="conflict"][value="no"]').check()
        walker.press("Lagre svaret")
        walker.heading("Demolimab")
    pharmacist.visit("/komite/")
    pharmacist.visit(f"/komite/sak/{case.number}/habilitet/")
    pharmacist.page.locator('input[name="conflict"][value="yes"]').check()
    pharmacist.press("Lagre svaret")
    pharmacist.named("explanation").fill("Jeg har vært med i studien.")
    pharmacist.press("Lagre svaret")
    pharmacist.sees("er lukket for deg")

    secretary.visit(page)
    secretary.press("Send papirene")
    secretary.sees("Papirene er sendt.")
    for name, person in committee.people.items():
        secretary.page.locator(f"#present-{person.pk}").check()
        assert name
    secretary.press("Lagre oppmøtet")
    picture(secretary, "04-meeting-before")
    leader.visit(page)
    leader.press("Åpne møtet")
    leader.sees("Møtet er åpent.")
    pharmacist.visit(page)
    pharmacist.sees("Du deltar ikke i denne saken.")

    for number, name in enumerate(MARKERS):
        walker = people[name]
        walker.visit(point)
        if name == "nestleder":
            picture(walker, "05-mark")
        chosen = {field.key: field.options[0].code for field in RATED}
        chosen["benefit_level"] = RATED[0].options[number % 3].code
        walker.fill(MARK_FIELDS, chosen | {"note": f"Bygger på studien, {name}."})
        if name == "leder":
            walker.press("Lagre vurderingen")
            walker.sees("1 av 5 har vurdert.")
            walker.press("Åpne vurderingene")
            walker.sees("Ikke alle til stede har vurdert.")
            picture(walker, "06-not-all")
        else:
            walker.press("Lagre vurderingen")
            walker.sees("Vurderingen din er lagret.")
            walker.does_not_see("Bygger på studien, leder.")
    leader.visit(point)
    leader.press("Åpne vurderingene")
    leader.sees("Bygger på studien, bruker.")
    picture(leader, "07-spread")
    secretary.visit(point)
    secretary.named("words").fill(f"{case.patient.name} er kjent.")
    secretary.press("Lagre innspillet")
    secretary.sees("Teksten har pasientens navn")
    secretary.named("words").fill("Komiteen la vekt på bivirkningene.")
    secretary.press("Lagre innspillet")
    secretary.sees("Innspillet er lagret.")

    leader.follow("Konkluder")
    leader.press("Gi tilrådingen")
    leader.sees("Må fylles ut")
    step = town.fields(case.number, Action.RECOMMEND)
    final = {field.key: field.options[0].code for field in FINAL_FIELDS}
    leader.fill(
        (*FINAL_FIELDS, *(field for field in step if field.key != "dissent")),
        final | answers_for(Action.RECOMMEND),
    )
    etiker = committee["etiker"]
    leader.fill(
        (dissent_field([(etiker.pk, etiker.name)]),),
        {"dissents": [{"person": str(etiker.pk), "why": "Nytten er for uklar."}]},
    )
    picture(leader, "08-conclude")
    leader.press("Gi tilrådingen")
    leader.sees("Saken er behandlet")
    assert Case.objects.get(pk=case.pk).state == State.DECISION

    leader.visit(page)
    picture(leader, "09-meeting-open")
    leader.press("Hev møtet")
    leader.sees("Referatet er laget.")
    leader.follow("Les referatet")
    leader.sees("Sak 1/")
    leader.sees("Dissens fra Einar Etiker: Nytten er for uklar.")
    leader.does_not_see(case.patient.name)
    picture(leader, "10-minutes")
    secretary.visit(f"{page}referat/")
    secretary.follow("Rett referatet")
    secretary.press("Lagre rettelsen")
    secretary.sees("Rettelsen er ikke lagret")
    secretary.named("place").fill("Møterom Mjøsa, Brumunddal")
    secretary.named("reason").fill("Sted manglet")
    picture(secretary, "11-correct")
    secretary.press("Lagre rettelsen")
    secretary.sees("Møterom Mjøsa, Brumunddal")
    leader.visit(page)
    leader.press("Godkjenn referatet")
    leader.sees("Referatet er godkjent.")
    pharmacist.visit(f"{page}referat/")
    pharmacist.does_not_see("Nytten er for uklar")
    pharmacist.sees("2 saker er ikke vist")
    assert Item.objects.get(case=other).state == "postponed"

    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.open_from_list(case.number)
    director.sees("Einar Etiker: Nytten er for uklar.")


def test_the_access_manager_keeps_the_register(town: Town, walk: Walk) -> None:
    manager = walk(town.person(Role.ACCESS_MANAGER))
    manager.visit("/komite/medlemmer/")
    manager.press("Registrer plassen")
    manager.sees("Må fylles ut")
    picture(manager, "12-members")
