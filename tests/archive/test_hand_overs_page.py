"""The archivist's page: failed ones first with the reason in words, another try, and nothing of a patient."""

from html import unescape

import pytest
from django.urls import reverse
from tests.archive.conftest import archive_in
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state

from likeverd.archive.actions.handing_over import check_archive, hand_over_waiting
from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.archive.port import NotDone
from likeverd.core.archive.steps import Trouble
from likeverd.core.vocabulary import Role, State
from likeverd.operations import figures
from likeverd.operations.doctor.database_checks import checks
from likeverd.operations.doctor.finding import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    house = build_house()
    archive_in("public360")
    return house


def read(client, person, address=None):
    client.force_login(person)
    answer = client.get(address or reverse("archive:hand_overs"))
    return answer.status_code, unescape(answer.content.decode())


def test_failed_ones_stand_first_with_the_reason_and_can_be_tried_again(
    client, house, public360, clock
):
    failed = case_in_state(house, State.WITHDRAWN)
    public360.faults = {"CreateCase": ["say no"]}
    hand_over_waiting(clock)
    fine = case_in_state(house, State.GRANTED)
    hand_over_waiting(clock)
    archivist = house.innlandet.person(Role.ARCHIVIST)
    status, page = read(client, archivist)
    assert status == 200
    assert page.index(failed.number) < page.index(fine.number)
    assert "Arkivet tok ikke imot." in page
    assert "Feilet (1)" in page
    assert "I arkivet (1)" in page
    assert PATIENT_NUMBER not in page
    assert "Oppdiktet Person" not in page
    assert figures.hand_overs(clock()).failed == 1
    row = HandOver.objects.get(case=failed)
    answer = client.post(reverse("archive:hand_overs"), {"hand_over": row.pk}, follow=True)
    assert "Overføringen prøves igjen om litt." in unescape(answer.content.decode())
    clock.later(days=30)  # the page asks the machine's own clock
    hand_over_waiting(clock)
    assert read(client, archivist)[1].count("Bekreftet") == 2
    assert not ArchiveStep.objects.exclude(state="confirmed").exists()


def test_the_list_can_be_narrowed(client, house):
    case = case_in_state(house, State.WITHDRAWN)
    archivist = house.innlandet.person(Role.ARCHIVIST)
    address = reverse("archive:hand_overs")
    assert (
        case.number in read(client, archivist, f"{address}?sak={case.number[-4:]}&stilling=due")[1]
    )
    for narrowed in ("?stilling=failed", "?sak=XX-1"):
        page = read(client, archivist, address + narrowed)[1]
        assert case.number not in page
        assert "Ingen overføringer her." in page
    assert read(client, archivist, f"{address}?stilling=x&side=999999999")[0] == 200


def test_others_see_nothing_of_it(client, house):
    case = case_in_state(house, State.WITHDRAWN)
    assert case.number not in read(client, house.small.person(Role.ARCHIVIST))[1]
    assert read(client, house.innlandet.person(Role.MEDICAL_DIRECTOR))[0] == 403
    client.force_login(house.small.person(Role.ARCHIVIST))
    other = {"hand_over": HandOver.objects.get().pk}
    assert client.post(reverse("archive:hand_overs"), other).status_code == 404


@pytest.mark.parametrize(
    ("language", "word"), [("nn", "Skal overførast"), ("en", "To be handed over")]
)
def test_it_speaks_three_languages(client, house, language, word):
    case_in_state(house, State.WITHDRAWN)
    archivist = house.innlandet.person(Role.ARCHIVIST)
    archivist.language = language
    archivist.save()
    assert word in read(client, archivist)[1]


def test_operations_are_told_without_a_case(house, public360, clock):
    case = case_in_state(house, State.WITHDRAWN)
    public360.faults = {"CreateCase": ["say no"]}
    hand_over_waiting(clock)
    (found,) = [each for each in checks() if each.name == "hand-overs to archives"]
    assert found.level is Level.WARNING
    assert "1 failed" in found.words
    assert case.number not in found.words
    assert check_archive("innlandet", clock()) == "Public 360, interface version 6.8"
    public360.faults = {"GetSIFVersion": ["refuse the key"]}
    with pytest.raises(NotDone) as refused:
        check_archive("innlandet", clock())
    assert refused.value.trouble is Trouble.ACCESS_REFUSED
