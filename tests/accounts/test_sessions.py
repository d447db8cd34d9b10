"""Sessions end when they are idle or long, wherever one ends them, and eat nothing that was typed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.accounts.people import make_person
from tests.support.house import House, build_house
from tests.support.journey import answers_for, sent_as_far_as

from likeverd.accounts.actions import issue_token
from likeverd.accounts.entrance import browser_family
from likeverd.accounts.models import SignedInSession
from likeverd.accounts.selectors import last_authenticated, person_for_token, sessions_of
from likeverd.core.vocabulary import Action, Role
from likeverd.organisations.models import Membership, Person

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def kari() -> Person:
    return make_person("kari", "Kari Nordmann")


def signed_in(person: Person, browser: str = FIREFOX) -> Client:
    """A browser in which the person has picked themselves."""
    client = Client(headers={"User-Agent": browser})
    client.post("/demo/", {"person": person.pk})
    return client


def turn_back(client: Client, **ages: timedelta) -> None:
    """As if the session began, was used or was proven that long ago."""
    session = client.session
    for name, age in ages.items():
        session["entrance"] |= {name: session["entrance"][name] - age.total_seconds()}
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/innlogginger/").status_code == 200


@pytest.mark.parametrize(
    ("ages", "inside", "because"),
    [
        ({"used": timedelta(minutes=29)}, True, ""),
        ({"used": timedelta(minutes=31)}, False, "idle"),
        ({"began": timedelta(hours=9, minutes=59)}, True, ""),
        ({"began": timedelta(hours=10, minutes=1)}, False, "long"),
    ],
)
def test_a_session_ends_when_it_is_idle_or_long(
    kari: Person, ages: dict[str, timedelta], inside: bool, because: str
) -> None:
    client = signed_in(kari)
    turn_back(client, **ages)
    assert is_in(client) is inside
    assert SignedInSession.objects.get().ended_because == because
    assert Session.objects.exists() is inside


def test_the_limits_are_settings(kari: Person, settings: Any) -> None:
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 5, 1
    client = signed_in(kari)
    turn_back(client, used=timedelta(minutes=6))
    assert not is_in(client)


def test_using_a_session_keeps_it_open_and_is_written_once_a_minute(
    kari: Person,
) -> None:
    client = signed_in(kari)
    client.get("/kilder/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/kilder/")
    statements = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 2, statements  # the session and the person, as ever
    assert all(statement.startswith("SELECT") for statement in statements)
    SignedInSession.objects.update(last_used_at=timezone.now() - timedelta(minutes=20))
    turn_back(client, used=timedelta(minutes=20))
    client.get("/kilder/")
    assert timezone.now() - SignedInSession.objects.get().last_used_at < timedelta(seconds=5)
    turn_back(client, used=timedelta(minutes=20))
    assert is_in(client)


def test_what_was_typed_in_a_session_that_ended_is_kept(kari: Person) -> None:
    client = signed_in(kari)
    turn_back(client, used=timedelta(hours=1))
    typed = "Pasienten har prøvd tre linjer uten effekt."
    page = client.post("/stedfortredere/", {"reason": typed}, headers=OWN)
    assert page.status_code == 403
    assert typed in page.content.decode()
    assert "Det du skrev, er tatt vare på" in page.content.decode()


def test_a_background_save_is_told_that_the_session_ended(kari: Person) -> None:
    client = signed_in(kari)
    turn_back(client, used=timedelta(hours=1))
    answer = client.post("/stedfortredere/", {}, headers=OWN | {"HX-Request": "true"})
    assert (answer.status_code, answer.headers["X-Signed-Out"]) == (403, "1")


def test_a_session_from_before_there_were_limits_is_over(kari: Person) -> None:
    client = signed_in(kari)
    session = client.session
    del session["entrance"]
    session.save()
    assert not is_in(client)


def test_one_sees_where_one_is_signed_in_and_ends_one(kari: Person) -> None:
    here = signed_in(kari)
    there = signed_in(kari, "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/18 Safari/604.1")
    ola = signed_in(make_person("ola", "Ola Hansen"))
    page = here.get("/innlogginger/").content.decode()
    assert page.count('name="session"') == 3  # two, and all
    assert "Firefox" in page
    assert "Safari" in page
    foreign = SignedInSession.objects.get(person__username="ola")
    here.post("/innlogginger/", {"session": foreign.pk})
    assert is_in(ola)
    other = SignedInSession.objects.get(person=kari, browser="Safari")
    here.post("/innlogginger/", {"session": other.pk})
    assert is_in(here)
    assert not is_in(there)
    other.refresh_from_db()
    assert other.ended_because == "elsewhere"
    assert len(sessions_of(kari, timezone.now())) == 1


def test_signing_out_everywhere_ends_all_and_closes_keys(kari: Person) -> None:
    here, there = signed_in(kari), signed_in(kari)
    key = issue_token(kari, now=timezone.now())
    ola = signed_in(make_person("ola", "Ola Hansen"))
    here.post("/innlogginger/", {"session": "all"})
    assert not is_in(here)
    assert not is_in(there)
    assert person_for_token(key, timezone.now()) is None
    assert is_in(ola)
    assert sessions_of(kari, timezone.now()) == []


@pytest.mark.parametrize("posted", ["", "0", "-1", "x", "9" * 30, "²"])
def test_a_session_that_is_none_ends_nothing(kari: Person, posted: str) -> None:
    client = signed_in(kari)
    assert client.post("/innlogginger/", {"session": posted}).status_code == 302
    assert is_in(client)


def test_signing_in_again_in_the_same_browser_ends_the_session_before(kari: Person) -> None:
    client = signed_in(kari)
    old = client.session.session_key
    client.post("/demo/", {"person": kari.pk})
    assert client.session.session_key != old
    assert not Session.objects.filter(session_key=old).exists()
    first = SignedInSession.objects.earliest("pk")
    assert first.ended_because == "replaced"


@pytest.mark.parametrize(
    ("said", "family"),
    [
        (FIREFOX, "Firefox"),
        ("Mozilla/5.0 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge"),
        ("Mozilla/5.0 Chrome/140.0 Safari/537.36", "Chrome"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_its_family_alone(said: str, family: str) -> None:
    assert browser_family(said) == family


# --- Rights, and the decision ---------------------------------------------------------------------


@pytest.fixture
def house() -> House:
    return build_house()


def test_a_role_that_is_taken_away_counts_at_the_next_request(house: House) -> None:
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    client = signed_in(lead)
    assert client.get(f"/saker/{case.number}/").status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=lead).update(valid_to=yesterday)
    assert client.get(f"/saker/{case.number}/").status_code == 404
    Person.objects.filter(pk=lead.pk).update(is_active=False)
    assert client.get(f"/saker/{case.number}/").status_code == 302


def director_with_a_case(house: House) -> tuple[Client, str, dict[str, str]]:
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    given = answers_for(Action.REFUSE, timezone.now())
    form = {
        "reasons": str(given["reasons"][0]) if isinstance(given["reasons"], list) else "",
        "reasoning": "Effekten er ikke godt nok vist for denne pasienten.",
        "version": str(case.version),
        "state": case.state,
        "key": "k" * 32,
    }
    client = signed_in(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    return client, f"/saker/{case.number}/steg/refuse/", form


def test_a_decision_after_an_hour_is_kept_until_the_director_has_confirmed(house: House) -> None:
    client, address, form = director_with_a_case(house)
    assert "Bekreft nå" not in client.get(address).content.decode()
    turn_back(client, authenticated=timedelta(minutes=61))
    assert "Bekreft nå" in client.get(address).content.decode()
    page = client.post(address, form, headers=OWN)
    text = page.content.decode()
    assert page.status_code == 403
    assert "Avgjørelsen er ikke sendt ennå" in text
    assert form["reasoning"] in text
    assert 'href="/login/bekreft/"' in text
    assert "Send på nytt" in text
    before = client.session.session_key
    assert client.get("/login/bekreft/").headers["Location"] == "/demo/bekreft/"
    assert client.post("/demo/bekreft/", {"next": ""}).headers["Location"] == "/login/bekreftet/"
    assert client.session.session_key != before
    assert client.get("/login/bekreftet/").status_code == 200
    # Now the form reaches the rules, which have their own say about it, and for the rest of the hour.
    turn_back(client, authenticated=timedelta(minutes=59))
    assert "Avgjørelsen er ikke sendt ennå" not in client.post(address, form).content.decode()
    assert len(sessions_of(house.innlandet.person(Role.MEDICAL_DIRECTOR), timezone.now())) == 1


def test_other_steps_ask_nothing(house: House) -> None:
    client, address, form = director_with_a_case(house)
    turn_back(client, authenticated=timedelta(hours=5))
    page = client.post(address.replace("refuse", "ask"), form, headers=OWN).content.decode()
    assert "Avgjørelsen er ikke sendt ennå" not in page


def test_confirming_in_the_demonstration_says_that_it_is_one(house: House) -> None:
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    client = signed_in(director)
    turn_back(client, authenticated=timedelta(hours=2))
    SignedInSession.objects.update(authenticated_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert f"Jeg er {director.name}" in client.get("/demo/bekreft/").content.decode()
    client.post("/demo/bekreft/", {"next": "/sok/"})
    proven = last_authenticated(director, timezone.now())
    assert proven is not None
    assert timezone.now() - proven < timedelta(seconds=5)


def test_the_sessions_of_nobody_are_swept_away(kari: Person) -> None:
    signed_in(kari)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    call_command("clearsessions")
    assert not Session.objects.exists()
