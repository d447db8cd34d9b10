"""The guide over HTTP: open to all, in the language of the address, every statement sourced, and nothing kept."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.support.copies import copies_of
from tests.support.house import build_house
from tests.support.journey import begin

from likeverd.cases.models import Case
from likeverd.core.routing import RULE_BOOK
from likeverd.guide.addresses import ROOTS
from likeverd.methods.models import Method, MethodEvent

pytestmark = pytest.mark.django_db
GRANTABLE = {
    "marketing_authorisation": "full",
    "criteria.established_treatment": "contraindicated",
    "criteria.larger_effect_documented": "yes",
}


def text_of(answer):
    return unescape(answer.content.decode())


def method(key="provolimab", **events):
    made = Method.objects.create(
        key=key,
        name=key.title(),
        substance=key,
        indication="Sjelden sykdom",
        kind="medicine",
        source="I",
    )
    for event, day in events.items():
        MethodEvent.objects.create(method=made, date=day, event=event, source="I")
    return made


@pytest.fixture
def assessed(db):
    return method(commissioned=date(2024, 3, 1))


def way_of(page):
    """The heading of the answer."""
    return re.search(r'id="answer-heading">([^<]*)', page).group(1).strip()


@pytest.mark.parametrize(
    ("root", "heading"),
    [
        ("veiviser", "Finnes det en vei?"),
        ("vegvisar", "Finst det ein veg?"),
        ("guide", "Is there a way in?"),
    ],
)
def test_the_address_is_the_language_for_everybody(assessed, root, heading):
    for accepted in ("nb", "nn", "en", "de"):
        answer = Client(headers={"Accept-Language": accepted}).get(f"/{root}/")
        assert heading in text_of(answer)
    assert answer["Content-Language"] == {"veiviser": "nb", "vegvisar": "nn", "guide": "en"}[root]
    for other in ROOTS.values():
        assert f'href="/{other}/"' in text_of(answer)


@pytest.mark.parametrize("words", ["provolimab", "PROVOL", "sjelden", ""])
def test_a_method_is_found_by_what_a_doctor_writes(assessed, words):
    page = text_of(Client().get("/veiviser/", {"sok": words}))
    assert "/veiviser/metode/provolimab/" in page
    assert "Under vurdering" in page


def test_what_is_not_found_leads_on(assessed):
    page = text_of(Client().get("/veiviser/", {"sok": "finnesikke<script>"}))
    assert "Ingen metode passer" in page
    assert "<script>alert" not in page
    assert (
        "finnesikke&lt;script&gt;"
        in Client().get("/veiviser/", {"sok": "finnesikke<script>"}).content.decode()
    )
    assert "/veiviser/ukjent-metode/" in page


def test_answers_lead_to_the_way_in_with_all_that_a_doctor_needs(assessed):
    client = Client()
    first = text_of(client.get("/veiviser/metode/provolimab/"))
    assert way_of(first) == "Ingen vei er åpen ennå"
    assert first.count('<fieldset class="ds-fieldset lv-guide-question"') <= 6
    page = text_of(client.post("/veiviser/metode/provolimab/", GRANTABLE))
    assert way_of(page) == "Unntak for én pasient"
    for told in (
        "Hvem avgjør",
        "Fagdirektøren",
        "Hva må være oppfylt",
        "Ha klart",
        "Hvem betaler",
        "Hvor lang tid",
    ):
        assert told in page
    assert f"/saker/ny/{assessed.pk}/vei/" in page
    assert "#kilde-S4" in page


def test_a_question_that_was_answered_stays_answered_and_can_be_changed(assessed):
    page = text_of(Client().post("/veiviser/metode/provolimab/", GRANTABLE))
    assert re.search(r'name="marketing_authorisation" value="full" checked', page)
    closed = text_of(
        Client().post(
            "/veiviser/metode/provolimab/", GRANTABLE | {"criteria.larger_effect_documented": "no"}
        )
    )
    assert way_of(closed) != "Unntak for én pasient"
    assert re.search(r'name="criteria.larger_effect_documented" value="no" checked', closed)


def test_never_more_than_six_questions_whatever_is_answered(assessed):
    client = Client()
    for given in ({}, {"marketing_authorisation": "none"}, {"trial.status": "open"}, GRANTABLE):
        page = text_of(client.post("/veiviser/metode/provolimab/", given))
        assert page.count('<fieldset class="ds-fieldset lv-guide-question"') <= 6


def test_every_statement_has_its_rule_and_source_one_click_away(assessed):
    client = Client()
    page = text_of(client.post("/veiviser/metode/provolimab/", GRANTABLE))
    sources = text_of(client.get("/kilder/"))
    rules = set(re.findall(r'href="(/veiviser/regler/[^"#]+/)#v\d+"', page))
    assert rules
    for address in rules:
        assert client.get(address).status_code == 200
    for key in set(re.findall(r"#(kilde-[A-Za-z0-9]+)", page)):
        assert f'id="{key}"' in sources


def test_a_method_has_the_answer_of_the_day_that_is_asked_about(db):
    made = method(commissioned=date(2016, 2, 1), not_introduced=date(2024, 5, 6))
    address = f"/veiviser/metode/{made.key}/"
    differs = {"criteria.differs_from_refused_group": "yes", "marketing_authorisation": "full"}
    today = text_of(Client().post(address, differs))
    assert way_of(today) == "Tilgangsordningen"
    before = text_of(Client().post(f"{address}?dag=01.06.2024", differs))
    assert way_of(before) != "Tilgangsordningen"
    assessed = text_of(Client().post(f"{address}?dag=01.06.2023", GRANTABLE))
    assert way_of(assessed) == "Unntak for én pasient"
    assert "etter dagen du spør om" in assessed


@pytest.mark.parametrize("day", ["i går", "31.02.2024", "01.01.1900", "0", "2024-13-01"])
def test_a_day_that_is_none_is_told_at_the_field(assessed, day):
    page = text_of(Client().get("/veiviser/metode/provolimab/", {"dag": day}))
    assert "Skriv datoen som dd.mm.åååå" in page
    assert day in page


def test_a_group_has_other_ways(assessed):
    page = text_of(Client().get("/veiviser/metode/provolimab/gruppe/"))
    assert way_of(page) == "Be om gruppeunntak"
    assert "Begynn på en søknad" not in page


@pytest.mark.parametrize("root", list(ROOTS.values()))
@pytest.mark.parametrize("rest", ["", "gruppe/"])
def test_a_method_that_nobody_knows_has_ways_too(db, root, rest):
    answer = Client().post(
        f"/{root}/ukjent-metode/{rest}", {"marketing_authorisation": "other_indication"}
    )
    assert answer.status_code == 200
    assert "off_label" in text_of(answer)


def test_hostile_answers_are_no_answers(assessed):
    hostile = {
        "marketing_authorisation": "<script>",
        "criteria.larger_effect_documented": "true\x00",
        "method": "x",
        "scope": "group",
        "on": "1900-01-01",
    }
    answer = Client().post("/veiviser/metode/provolimab/", hostile)
    assert answer.status_code == 200
    assert way_of(text_of(answer)) == "Ingen vei er åpen ennå"
    assert Client().get("/veiviser/metode/ukjent/").status_code == 404
    assert Client().get("/veiviser/regler/ukjent/").status_code == 404


def test_nothing_is_kept(assessed):
    build_house()
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        client.get("/veiviser/")
        client.post("/veiviser/metode/provolimab/", GRANTABLE)
        client.post("/veiviser/ovelse/", {"example": "1"})
    written = [
        q["sql"]
        for q in asked
        if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []
    assert "sessionid" not in client.cookies


def test_the_list_asks_the_same_number_of_questions_however_many_methods(assessed):
    def count():
        with CaptureQueriesContext(connection) as asked:
            Client().get("/veiviser/")
        return len([q for q in asked if "methods_" in q["sql"]])

    few = count()
    for number in range(20):
        method(f"m{number}", commissioned=date(2024, 1, 1))
    assert count() == few <= 3


def test_every_rule_has_a_page_with_versions_side_by_side(db):
    client = Client()
    listed = text_of(client.get("/veiviser/regler/"))
    ids = {rule.id for rule in RULE_BOOK.rules}
    for rule in ids:
        assert f"/veiviser/regler/{rule}/" in listed
        page = text_of(client.get(f"/veiviser/regler/{rule}/"))
        assert page.count("lv-section") >= len({r.version for r in RULE_BOOK.rules if r.id == rule})
    page = text_of(client.get("/veiviser/regler/individual_exception.under_assessment/"))
    assert "<mark>" in page
    assert 'id="v1"' in page
    assert 'id="v2"' in page


def test_practice_checks_as_the_real_form(db):
    client = Client()
    assert "Ingenting blir lagret" in text_of(client.get("/veiviser/ovelse/"))
    empty = client.post("/veiviser/ovelse/", {"check": "1"})
    assert empty.status_code == 422
    example = text_of(client.post("/veiviser/ovelse/", {"example": "1"}))
    assert "Myasthenia gravis" in example


def test_how_long_it_usually_takes_is_told_where_enough_cases_tell_it(db):
    house = build_house()
    address = f"/veiviser/metode/{house.method.key}/"
    told = re.compile(r"De siste sakene her tok vanligvis omtrent (\d+) dag")
    assert not told.search(text_of(Client().post(address, GRANTABLE)))
    now = timezone.now()
    for hospital in (house.innlandet, house.small):
        for case in copies_of(begin(house, hospital, now=now), 15):
            Case.objects.filter(pk=case.pk).update(
                state="granted",
                submitted_at=now - timedelta(days=9),
                ended_at=now,
                state_since=now,
            )
    found = told.search(text_of(Client().post(address, GRANTABLE)))
    assert found is not None
    assert found.group(1) == "9"
