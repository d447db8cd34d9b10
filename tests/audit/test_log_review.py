"""Log review: what the nightly run finds, who goes through it, and that they see no case and no patient."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import add_person, build_house
from tests.support.journey import PATIENT_NUMBER, sent_as_far_as
from tests.support.row_security import behind_the_wall

from likeverd.accounts.actions.links import end_link, link_person
from likeverd.audit.actions import write_access
from likeverd.audit.models import AccessEntry, ChainLink, Finding, SignOff
from likeverd.audit.review.actions import review_log, sign_off
from likeverd.audit.review.refused import NoSuchFinding, NotSigned
from likeverd.audit.serving import Served
from likeverd.core import identity
from likeverd.core.access import AccessKind, Ground
from likeverd.core.log_review import SignOffWanted
from likeverd.core.vocabulary import Action, Role
from likeverd.organisations.models import TrustRulesVersion

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=OSLO)  # a Tuesday
YESTERDAY = NOW - timedelta(hours=20)
WORDS = "Har snakket med lederen, som kjenner saken."
PATIENT = "Oppdiktet Person"


@pytest.fixture
def house(db):
    return build_house()


@pytest.fixture
def case(house):
    return sent_as_far_as(house, Action.SUBMIT, now=YESTERDAY)


def opened(case, person, at=YESTERDAY, *, kind=AccessKind.READ, ground=Ground.ROLE, times=1):
    """Rows of the log as the pages write them."""
    for each in range(times):
        served = Served(
            trust=case.trust_id,
            kind=kind,
            ground=ground,
            case=case.pk,
            number=case.number,
            patient=case.patient_id,
            role=Role.MEDICAL_DIRECTOR.value,
        )
        write_access([served], by=person, now=at + timedelta(seconds=each), page="cases:case")


def run(days=7):
    return sum(review_log(days, now=NOW).values())


def found():
    return [(each.rule, each.person_id) for each in Finding.objects.order_by("pk")]


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def reviewer(house):
    return house.innlandet.person(Role.LOG_REVIEWER)


def linked(person):
    number = identity.read(PATIENT_NUMBER, synthetic_allowed=True)
    return link_person(person, number, by="drift", reason="test", now=YESTERDAY - timedelta(days=9))


def test_a_case_about_oneself_is_found_by_the_hash_alone(house, case):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    linked(staff)
    opened(case, staff)
    opened(case, house.innlandet.person(Role.MEDICAL_DIRECTOR))
    assert run() == 1
    assert found() == [("own_record", staff.pk)]


def test_a_link_that_ended_before_says_nothing_about_later(house, case):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    linked(staff)
    end_link(staff, by="drift", reason="feil", now=YESTERDAY - timedelta(days=1))
    opened(case, staff)
    assert run() == 0


def test_older_keys_of_the_hashes_count_too(house, case, settings):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    linked(staff)
    settings.LINK_KEYS = ["a newer key", *settings.LINK_KEYS]
    opened(case, staff)
    run()
    assert found() == [("own_record", staff.pk)]


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Kari Person", True),
        ("PERSON, Kari", True),
        ("Kari Person-Hansen", True),
        ("Kari Personsen", False),
        ("Person Hansen", False),
    ],
)
def test_the_same_surname(house, case, name, alike):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    staff.name = name
    staff.save()
    opened(case, staff)
    run()
    assert found() == [("same_surname", staff.pk)] * alike


def test_what_is_found_once_is_kept_once(house, case):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    opened(case, staff, times=20)
    assert run() == 1
    assert (run(), run(30), run(1)) == (0, 0, 0)
    assert found() == [("many_lookups", staff.pk)]


def test_lists_patients_and_readers_of_the_log_are_no_openings(house, case):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    opened(case, staff, kind=AccessKind.LIST, times=20)
    opened(case, None, ground=Ground.PATIENT, times=20)
    assert run() == 0


def test_a_hospital_has_its_own_limits(house, case):
    rules = TrustRulesVersion.objects.get(trust=house.innlandet.trust)
    TrustRulesVersion.objects.create(
        trust=rules.trust,
        version="2",
        valid_from=date(2026, 1, 1),
        document=rules.document | {"version": "2", "log_review": {"many_staff": 1}},
    )
    for number in range(2):
        opened(case, add_person(house.innlandet, f"ansatt{number}", Role.HELPER, None))
    run()
    assert [rule for rule, _ in found()] == ["many_staff"]


def test_emergency_sight_from_the_page_to_the_queue_with_its_words(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    words = f"Pasienten med nummer {PATIENT_NUMBER} ligger på akutten."
    given = {"number": case.number, "reason": "acute_care", "words": words, "hours": "1"}
    client = signed_in(director)
    assert client.post(reverse("sight:emergency"), given).status_code == 302
    assert client.get(reverse("cases:case", args=[case.number])).status_code == 200
    call_command("review_log", days=1)
    finding = Finding.objects.get(rule="emergency")
    assert (finding.person, finding.number) == (director, case.number)
    page = signed_in(reviewer(house)).get(reverse("log_review:finding", args=[finding.pk]))
    text = page.content.decode()
    assert "ligger på akutten" in text
    assert "åpnet saken med nødinnsyn" in text
    assert PATIENT_NUMBER not in text


def test_the_reviewer_sees_no_case_no_patient_and_no_link_to_one(house, case):
    staff = add_person(house.innlandet, "ansatt", Role.HELPER, None)
    linked(staff)
    opened(case, staff, times=20)
    run()
    client = signed_in(reviewer(house))
    assert client.get(reverse("cases:case", args=[case.number])).status_code == 404
    finding = Finding.objects.get(rule="own_record")
    pages = [
        client.get(reverse("log_review:queue")),
        client.get(reverse("log_review:finding", args=[finding.pk])),
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert staff.name in text
        assert case.number in text
        assert f'href="{reverse("cases:case", args=[case.number])}' not in text
        for secret in (PATIENT, PATIENT_NUMBER, PATIENT_NUMBER[6:]):
            assert secret not in text


def test_reading_the_log_is_logged_and_chained(house, case):
    client = signed_in(reviewer(house))
    assert client.get(reverse("log_review:queue")).status_code == 200
    row = AccessEntry.objects.latest("pk")
    assert (row.practitioner, row.kind, row.case) == (reviewer(house), "read", None)
    assert (row.purpose_of_use_details, row.shown, row.role) == (
        "official_need",
        ["log"],
        "log_reviewer",
    )
    assert ChainLink.objects.filter(log="access", record=row.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LOG_REVIEWER])
def test_nobody_else_gets_in(house, case, role):
    opened(case, add_person(house.innlandet, "ansatt", Role.HELPER, None), times=20)
    run()
    client = signed_in(house.innlandet.person(role))
    finding = Finding.objects.get()
    assert client.get(reverse("log_review:queue")).status_code == 403
    address = reverse("log_review:finding", args=[finding.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"outcome": "in_order", "words": WORDS}).status_code == 403
    assert not SignOff.objects.exists()
    assert "Loggkontroll" not in client.get(reverse("cases:work_list")).content.decode()


def test_another_trusts_log_does_not_exist(house, case):
    opened(case, add_person(house.innlandet, "ansatt", Role.HELPER, None), times=20)
    run()
    foreign = house.small.person(Role.LOG_REVIEWER)
    client = signed_in(foreign)
    assert case.number not in client.get(reverse("log_review:queue")).content.decode()
    address = reverse("log_review:finding", args=[Finding.objects.get().pk])
    assert client.get(address).status_code == 404
    with behind_the_wall(), pytest.raises(NoSuchFinding):
        sign_off(
            Finding.objects.model(pk=1).pk, SignOffWanted("in_order", WORDS), by=foreign, now=NOW
        )


def test_signing_off_moves_it_through_the_queue_and_keeps_every_word(house, case):
    opened(case, add_person(house.innlandet, "ansatt", Role.HELPER, None), times=20)
    run()
    client = signed_in(reviewer(house))
    address = reverse("log_review:finding", args=[Finding.objects.get().pk])
    assert "Ansatt" in client.get(reverse("log_review:queue")).content.decode()
    answer = client.post(address, {"outcome": "follow_up", "words": WORDS})
    assert answer.status_code == 302
    listed = reverse("log_review:queue")
    assert case.number not in client.get(listed).content.decode()
    assert "Ansatt" in client.get(listed, {"standing": "follow_up"}).content.decode()
    assert "Ansatt" not in client.get(listed, {"standing": "done"}).content.decode()
    client.post(address, {"outcome": "misuse", "words": "Lederen har meldt avvik."})
    assert "Ansatt" not in client.get(listed, {"standing": "follow_up"}).content.decode()
    assert "Urettmessig innsyn" in client.get(listed, {"standing": "done"}).content.decode()
    text = client.get(address).content.decode()
    assert WORDS in text
    assert "Lederen har meldt avvik." in text
    assert AccessEntry.objects.filter(kind="change", shown=["log"], case=None).count() == 2
    only = client.get(listed, {"standing": "done", "rule": "emergency"}).content.decode()
    assert "Ansatt" not in only.split("<table")[0]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "", "words": WORDS}, "outcome"),
        ({"outcome": "in_order", "words": ""}, "words"),
        ({"outcome": "in_order", "words": f"Gjelder {PATIENT_NUMBER}, i orden"}, "words"),
    ],
)
def test_a_sign_off_without_outcome_or_words_is_not_written(house, case, given, field):
    opened(case, add_person(house.innlandet, "ansatt", Role.HELPER, None), times=20)
    run()
    address = reverse("log_review:finding", args=[Finding.objects.get().pk])
    answer = signed_in(reviewer(house)).post(address, given)
    assert answer.status_code == 422
    assert f"field-{field}" in answer.content.decode()
    assert not SignOff.objects.exists()


def test_a_reviewer_does_not_sign_off_the_own_doings(house, case):
    person = reviewer(house)
    opened(case, person, times=20)
    run()
    finding = Finding.objects.get(person=person)
    with pytest.raises(NotSigned):
        sign_off(finding.pk, SignOffWanted("in_order", WORDS), by=person, now=NOW)
    page = signed_in(person).get(reverse("log_review:finding", args=[finding.pk]))
    assert "En annen loggkontrollør må signere" in page.content.decode()


def test_findings_and_sign_offs_are_added_to_and_never_changed(house, case):
    opened(case, add_person(house.innlandet, "ansatt", Role.HELPER, None), times=20)
    run()
    finding = Finding.objects.get()
    sign_off(finding.pk, SignOffWanted("in_order", WORDS), by=reviewer(house), now=NOW)
    for statement in (
        "UPDATE audit_finding SET rule = 'x'",
        "DELETE FROM audit_finding",
        "UPDATE audit_signoff SET words = 'x'",
        "DELETE FROM audit_signoff",
        "TRUNCATE audit_signoff",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="a_sign_off_has_words"), transaction.atomic():
        SignOff.objects.create(
            trust=finding.trust,
            finding=finding,
            outcome="in_order",
            words="",
            by=reviewer(house),
            at=NOW,
        )
