"""The pages of the packet: what is shown to whom, what mends what, and what leaves without identity."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from likeverd.core.packet import Item, Standing
from likeverd.core.vocabulary import Role, State
from likeverd.packet.actions import publish_settings
from likeverd.packet.models import PacketItem, PacketSettingsVersion
from likeverd.packet.selectors import packet_of
from likeverd.verification.selectors import code_of
from tests.accounts.people import grant
from tests.packet.test_packet import INNLANDET, granted
from tests.support.house import NOON, build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state
from tests.support.pdf import text_of

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def house(db):
    return build_house()


def client_of(house, role: Role, hospital=None) -> Client:
    client = Client(headers=OWN)
    client.force_login((hospital or house.innlandet).person(role))
    return client


def page(house, role: Role, case, name: str = "packet", **given):
    return client_of(house, role).get(reverse(f"packet:{name}", args=[case.number]), **given)


def post(house, role: Role, case, name: str = "packet", **given):
    return client_of(house, role).post(reverse(f"packet:{name}", args=[case.number]), given)


def test_the_page_shows_every_item_with_its_text_and_no_identity_to_those_without_need(house):
    case = granted(house)
    for role in (Role.TREATING_CONSULTANT, Role.ASSESSMENT_COMMITTEE, Role.MEDICAL_DIRECTOR):
        words = page(house, role, case).content.decode()
        assert "Notat i pasientjournalen" in words
        assert f"sak {case.number}" in words
        assert "Prosjekt DM 0224" in words
        assert PATIENT_NUMBER not in words
        assert "Oppdiktet Person" not in words


def test_buttons_are_for_the_one_whose_item_it_is(house):
    case = granted(house)
    assert "Det er gjort" in page(house, Role.TREATING_CONSULTANT, case).content.decode()
    assert 'name="standing"' not in page(house, Role.CLINICAL_LEAD_REVIEWER, case).content.decode()


def test_strangers_find_nothing(house):
    case = granted(house)
    for name in ("packet", "order", "regional", "regional_copy"):
        for role in Role:
            client = client_of(house, role, house.small)
            assert client.get(reverse(f"packet:{name}", args=[case.number])).status_code == 404
    assert Client().get(reverse("packet:packet", args=[case.number])).status_code == 302


def test_an_item_is_moved_and_a_fault_stands_at_it_with_what_was_typed(house):
    case = granted(house)
    done = post(
        house,
        Role.TREATING_CONSULTANT,
        case,
        item="journal_note",
        seen="made",
        standing="confirmed",
    )
    assert done.status_code == 302
    assert PacketItem.objects.get(case=case, item=Item.JOURNAL_NOTE).standing == Standing.CONFIRMED
    refused = post(
        house,
        Role.TREATING_CONSULTANT,
        case,
        item="journal_note",
        seen="confirmed",
        standing="failed",
    )
    assert refused.status_code == 422
    assert "Skriv hva som gikk galt" in refused.content.decode()
    stale = post(
        house,
        Role.TREATING_CONSULTANT,
        case,
        item="journal_note",
        seen="made",
        standing="confirmed",
        note="Skrevet hit",
    )
    assert stale.status_code == 422
    assert "Skrevet hit" in stale.content.decode()
    for hostile in ({"item": "x"}, {"item": "journal_note", "seen": "made", "standing": "x"}):
        assert post(house, Role.TREATING_CONSULTANT, case, **hostile).status_code == 404


def test_the_order_can_be_taken_out_as_an_archivable_file(house):
    case = granted(house)
    answer = page(house, Role.TREATING_CONSULTANT, case, "order")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    words = text_of(answer.content)
    assert "DM 0224" in words
    assert "Oppdiktet Person" not in words
    with pikepdf.open(io.BytesIO(answer.content)) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("2", "1")


def test_the_work_list_tells_of_what_is_late_and_the_list_names_it(house):
    case = granted(house)
    client = client_of(house, Role.TREATING_CONSULTANT)
    assert "over fristen" in client.get(reverse("cases:work_list")).content.decode()
    listed = client.get(reverse("packet:waiting")).content.decode()
    assert case.number in listed
    assert "over tiden" in listed
    other = client_of(house, Role.LOG_REVIEWER)
    assert case.number not in other.get(reverse("packet:waiting")).content.decode()


def digest_of(words: str) -> str:
    return words.split('name="digest" value="')[1].split('"')[0]


def test_nothing_leaves_without_identity_before_a_person_has_read_it(house):
    keeper, trust = house.innlandet.person(Role.PROCEDURE_KEEPER), house.innlandet.trust.pk
    publish_settings(trust, INNLANDET, "Prosedyren", 0, by=keeper, now=NOON)
    case = granted(house)
    assert page(house, Role.MEDICAL_DIRECTOR, case, "regional_copy").status_code == 404
    words = page(house, Role.MEDICAL_DIRECTOR, case, "regional").content.decode()
    assert "250\u202f000–500\u202f000 kr" in words  # a band, never the amount
    wrong = post(
        house, Role.MEDICAL_DIRECTOR, case, "regional", do="confirm", digest="x", seen="due"
    )
    assert wrong.status_code == 409
    assert PacketItem.objects.get(case=case, item=Item.REGIONAL_COPY).standing == Standing.DUE
    more = post(house, Role.MEDICAL_DIRECTOR, case, "regional", do="look", chosen="pasienten")
    assert more.status_code == 200
    done = post(
        house,
        Role.MEDICAL_DIRECTOR,
        case,
        "regional",
        do="confirm",
        chosen="pasienten",
        digest=digest_of(more.content.decode()),
        seen="due",
    )
    assert done.status_code == 302
    copy = page(house, Role.MEDICAL_DIRECTOR, case, "regional_copy")
    told = text_of(copy.content)
    assert "Sykehuset Innlandet HF" in told
    assert "Fagdirektøren i Helse Sør-Øst RHF" in words
    assert "Fagdirektøren i Helse Sør-Øst RHF" in told
    for secret in (
        case.number,
        "Oppdiktet Person",
        PATIENT_NUMBER,
        "400 000",
        "pasienten",
        "23.11.",
    ):
        assert secret not in told
    assert case.number not in copy["Content-Disposition"]


@pytest.mark.parametrize("state", [State.REFUSED, State.STOPPED, State.WITHDRAWN])
def test_the_page_stands_for_every_end_in_three_languages(house, state):
    case = case_in_state(house, state, now=timezone.now())
    client = client_of(house, Role.TREATING_CONSULTANT)
    for language in ("nb", "nn", "en"):
        client.cookies["django_language"] = language
        shown = client.get(reverse("packet:packet", args=[case.number]))
        assert shown.status_code == 200
        assert f'lang="{language}"' in shown.content.decode()


def answers() -> dict[str, object]:
    days = {f"days_{item.value}": "3" for item in Item}
    document = {key: value for key, value in INNLANDET.items() if key != "working_days"}
    return {**document, **days}


def test_settings_are_seen_with_their_effect_and_published(house):
    client = client_of(house, Role.PROCEDURE_KEEPER)
    address = reverse("packet:settings")
    assert client.get(address).status_code == 200
    seen = client.post(address, {**answers(), "do": "preview", "version": "0"}).content.decode()
    assert "DM 02224 Enkeltpasientunntak\nFaktureres gjennom" in seen
    assert "DM 0224 og DM 02224" in seen  # two spellings are flagged
    assert not PacketSettingsVersion.objects.exists()
    broken = client.post(
        address,
        {**answers(), "do": "publish", "version": "0", "why": "Ny", "invoice_address": ""},
    )
    assert broken.status_code == 422
    done = client.post(address, {**answers(), "do": "publish", "version": "0", "why": "Ny"})
    assert done.status_code == 302
    assert PacketSettingsVersion.objects.get().document["hospital_project"].startswith("DM 0224")
    stale = client.post(address, {**answers(), "do": "publish", "version": "0", "why": "Igjen"})
    assert stale.status_code == 422
    assert "Igjen" in stale.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROCEDURE_KEEPER])
def test_others_do_not_keep_settings(house, role):
    assert client_of(house, role).get(reverse("packet:settings")).status_code == 403


def test_the_code_stands_on_the_page_and_in_what_goes_to_pharmacy_and_finance(house):
    case = granted(house)
    code = code_of(case)
    assert code
    found = packet_of(case).texts
    for item in (Item.JOURNAL_NOTE, Item.PHARMACY_ORDER, Item.INVOICE_REFERENCE):
        assert f"Kontrollkode: {code}" in found[item]
    words = page(house, Role.TREATING_CONSULTANT, case).content.decode()
    assert words.count(code) == 4
    assert "Ingen har kontrollert den ennå." in words


def test_one_who_keeps_the_settings_of_two_trusts_chooses_which_and_stays_there(house):
    keeper = house.innlandet.person(Role.PROCEDURE_KEEPER)
    client = client_of(house, Role.PROCEDURE_KEEPER)
    small, address = house.small.trust, reverse("packet:settings")
    assert client.get(address, {"trust": small.code}).status_code == 403
    refused = client.post(address, {**answers(), "do": "publish", "trust": small.code, "why": "Ny"})
    assert refused.status_code == 403
    assert small.name not in client.get(address).content.decode()

    grant(keeper, small, Role.PROCEDURE_KEEPER)
    shown = client.get(address).content.decode()
    assert f'href="?trust={small.code}"' in shown
    given = {**answers(), "do": "publish", "version": "0", "why": "Ny"}
    assert client.post(address, given).status_code == 403  # of two, the form says which
    given["trust"] = small.code
    assert client.post(address, given).headers["Location"] == f"{address}?trust={small.code}"
    assert PacketSettingsVersion.objects.get().trust == small
