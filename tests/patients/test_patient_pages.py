"""The patient's pages over HTTP: what is released and nothing else, own words, who has seen, and signing in and out."""

import csv
import io
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.patients.people import another_patients_case, release
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state, sent_as_far_as

from likeverd.audit.models import AccessEntry
from likeverd.core.patient_view import Part
from likeverd.core.sight import EmergencyWanted
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.patients.models import Statement
from likeverd.sight.actions import open_emergency

pytestmark = pytest.mark.django_db
LONG = "Jeg vil helst slippe flere reiser, og orker ikke en behandling til av den gamle sorten."


@pytest.fixture
def house(db):
    return build_house()


def signed_in(case, client=None):
    """A browser in which the case's patient is signed in."""
    client = client or Client()
    answer = client.post("/demo/pasienter/", {"patient": case.patient_id})
    assert answer.status_code == 302, answer.content
    assert answer["Location"] == "/innsyn/"
    return client


def text_of(answer):
    return unescape(answer.content.decode())


def own(case):
    return reverse("patients:case", args=[case.number])


def test_a_patient_sees_nothing_before_the_doctor_opens_it_and_the_case_afterwards(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    client = signed_in(case)
    assert "Det er ingen saker å vise" in text_of(client.get("/innsyn/"))
    assert client.get(own(case)).status_code == 404
    release(case)
    listed = text_of(client.get("/innsyn/"))
    assert case.number in listed
    assert "Sykehuset vurderer søknaden" in listed
    page = text_of(client.get(own(case)))
    assert "Legen din har søkt om behandlingen for deg" in page
    assert "Fagansvarlig leder" in page
    assert case.applicant.name not in page
    assert PATIENT_NUMBER not in page


def test_names_are_shown_only_where_they_are_released(house):
    case = sent_as_far_as(house, Action.ASSESS, now=timezone.now())
    release(case, Part.STATUS, Part.NAMES)
    page = text_of(signed_in(case).get(own(case)))
    assert case.applicant.name in page
    assert house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER).name in page


def test_a_no_is_read_from_the_day_of_the_conversation(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    today = local_day(timezone.now())
    release(case)
    client = signed_in(case)
    assert "avslått" not in text_of(client.get(own(case)))
    release(case, Part.OUTCOME, conversation_on=today + timedelta(days=1))
    page = text_of(client.get(own(case)))
    assert "avslått" not in page
    assert "Søknaden er ferdig behandlet" in page
    release(case, Part.OUTCOME, conversation_on=today)
    assert "Søknaden er avslått" in text_of(client.get(own(case)))


def test_a_case_of_somebody_else_does_not_exist(house):
    mine = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    other = another_patients_case(house)
    release(mine)
    release(other)
    client = signed_in(mine)
    assert client.get(own(other)).status_code == 404
    assert client.post(own(other), {"statement": LONG}).status_code == 404
    assert not Statement.objects.exists()
    assert other.number not in text_of(client.get("/innsyn/"))


def test_own_words_are_added_and_read_by_those_who_assess_without_the_name(house):
    case = sent_as_far_as(house, Action.PRIORITISE, now=timezone.now())
    release(case)
    client = signed_in(case)
    words = f"Hilsen {case.patient.name}. {LONG}"
    answer = client.post(own(case), {"statement": words}, follow=True)
    assert "Det du skrev, er lagt til saken" in text_of(answer)
    assert LONG in text_of(answer)
    client.post(own(case), {"statement": words})  # sent again: kept once
    assert Statement.objects.count() == 1
    doctor, member = Client(), Client()
    doctor.force_login(case.applicant)
    member.force_login(house.innlandet.person(Role.ASSESSMENT_COMMITTEE))
    page = reverse("cases:case", args=[case.number])
    assert words in text_of(doctor.get(page))
    seen = text_of(member.get(page))
    assert LONG in seen
    assert case.patient.name not in seen
    assert any("statement" in row.shown for row in AccessEntry.objects.all())


@pytest.mark.parametrize(
    ("words", "fault"), [("  ", "Skriv det du vil si"), ("a" * 6001, "Teksten er for lang")]
)
def test_what_cannot_be_taken_stays_in_the_field(house, words, fault):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    answer = signed_in(case).post(own(case), {"statement": words})
    assert answer.status_code == 422
    assert fault in text_of(answer)
    assert words.strip() in text_of(answer)
    assert not Statement.objects.exists()


def test_after_the_decision_the_words_stay_on_the_page_and_are_not_sent(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    release(case)
    answer = signed_in(case).post(own(case), {"statement": LONG})
    assert answer.status_code == 422
    assert LONG in text_of(answer)
    assert not Statement.objects.exists()


def test_every_look_is_in_the_patients_log_and_an_emergency_comes_first(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    staff = Client()
    staff.force_login(lead)
    assert staff.get(reverse("cases:case", args=[case.number])).status_code == 200
    stranger = house.innlandet.person(Role.ACCESS_MANAGER)
    open_emergency(
        case.number,
        EmergencyWanted("acute_care", "Pasienten ligger hos oss nå.", 1),
        by=stranger,
        now=timezone.now(),
    )
    client = signed_in(case)
    client.get(own(case))
    page = text_of(client.get("/innsyn/hvem-har-sett/"))
    assert lead.name in page
    assert "Leste" in page
    assert page.index("Pasienten ligger hos oss nå.") < page.index("Alle oppslag")
    assert stranger.name in page
    # Reading the log is a row of the log.
    assert "Du selv" in text_of(client.get("/innsyn/hvem-har-sett/"))
    assert "hvem som har sett" in text_of(client.get("/innsyn/hvem-har-sett/"))


def test_the_log_leaves_as_a_file_and_on_paper_and_that_is_noted(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    lead.name = "=SUM(A1)"
    lead.save()
    staff = Client()
    staff.force_login(lead)
    staff.get(reverse("cases:case", args=[case.number]))
    client = signed_in(case)
    answer = client.get("/innsyn/hvem-har-sett/fil/")
    assert answer["Content-Disposition"] == 'attachment; filename="hvem-har-sett.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Når"
    assert "'=SUM(A1)" in {row[1] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert client.get("/innsyn/hvem-har-sett/utskrift/").status_code == 200
    kinds = set(
        AccessEntry.objects.filter(purpose_of_use_details="patient").values_list("kind", flat=True)
    )
    assert {"export", "print"} <= kinds


def test_older_rows_are_a_page_away(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    client = signed_in(case)
    for _ in range(60):
        client.get(own(case))
    page = text_of(client.get("/innsyn/hvem-har-sett/"))
    assert page.count("<tr ") == 51
    before = page.split('rel="next" href="')[1].split('"')[0]
    older = text_of(client.get(f"/innsyn/hvem-har-sett/{before}"))
    assert 1 < older.count("<tr ") <= 51
    assert client.get("/innsyn/hvem-har-sett/?before=x;drop").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/innsyn/", "/innsyn/hvem-har-sett/", "/innsyn/hvem-har-sett/fil/", "/innsyn/rettigheter/"],
)
def test_nobody_in_is_led_to_sign_in_and_back(db, path):
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/innsyn/login/?next=%2Finnsyn%2F")


def test_what_was_typed_is_kept_when_the_session_has_ended(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    client = signed_in(case)
    client.post("/innsyn/logout/")
    answer = client.post(own(case), {"statement": LONG}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    assert LONG in text_of(answer)
    assert "/innsyn/login/?next=" in text_of(answer)
    signed_in(case, client)
    assert client.post(own(case), {"statement": LONG}).status_code == 302
    assert Statement.objects.get().words == LONG


def test_the_session_ends_when_idle_and_after_two_hours(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    for seconds, key in ((31 * 60, "used"), (2 * 3600 + 60, "began")):
        client = signed_in(case)
        assert client.get("/innsyn/").status_code == 200
        session = session_in(client)
        session[key] -= seconds
        session.save()
        assert client.get("/innsyn/").status_code == 302


def session_in(client):
    from django.contrib.sessions.backends.db import SessionStore

    return SessionStore(client.cookies["patient"].value)


def test_signing_in_makes_a_new_session_and_signing_out_ends_it(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    client = signed_in(case)
    first = client.cookies["patient"].value
    signed_in(case, client)
    second = client.cookies["patient"].value
    assert first != second
    stolen = Client()
    stolen.cookies["patient"] = first
    assert stolen.get("/innsyn/").status_code == 302
    stolen.cookies["patient"] = second
    assert stolen.get("/innsyn/").status_code == 200
    client.post("/innsyn/logout/")
    assert stolen.get("/innsyn/").status_code == 302


def test_staff_and_patient_are_never_one_browser(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    client = signed_in(case)
    client.force_login(case.applicant)
    for path in (
        "/innsyn/",
        own(case),
        "/innsyn/hvem-har-sett/",
        "/innsyn/login/",
        "/demo/pasienter/",
    ):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert case.method.name not in text_of(answer)


def test_a_patient_gets_no_page_of_the_staff(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    release(case)
    client = signed_in(case)
    for path in (
        "/arbeid/",
        f"/saker/{case.number}/",
        f"/saker/{case.number}/pasienten/",
        "/sperringer/",
    ):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/login/"), path
    assert client.get(f"/api/v1/cases/{case.number}").status_code == 401


@pytest.mark.parametrize("patient", ["0", "x", "-1", "9" * 30, "²"])
def test_only_an_invented_patient_can_be_picked(house, patient):
    assert Client().post("/demo/pasienter/", {"patient": patient}).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_rights_name_their_sources_and_what_is_in_doubt_in_every_language(house, language):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    client = signed_in(case)
    client.post("/language/", {"language": language, "next": "/innsyn/"})
    page = text_of(client.get("/innsyn/rettigheter/"))
    assert f'lang="{language}"' in page
    assert "#kilde-HDR1" in page
    assert "2017" in page
    assert "113" in page
