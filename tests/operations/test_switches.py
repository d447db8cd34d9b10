"""Read-only, uploads off, mail off: each turned by a person for a reason, and each holds."""

import json
import re
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.support.house import House, build_house
from tests.support.journey import begin, case_in_state

from likeverd.core.vocabulary import Role, State
from likeverd.documents.actions import NotAccepted, attach
from likeverd.operations.actions import turn
from likeverd.operations.models import SwitchChange
from likeverd.operations.switches import Switches, read_now
from likeverd.outbox.actions import NewMessage, deliver_waiting, queue
from likeverd.outbox.models import Message

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def house(db: None) -> House:
    return build_house()


def on(switch: str, state: bool = True) -> None:
    turn(switch, on=state, by="Drift", reason="Prøve", now=timezone.now())


def client_of(house: House, role: Role) -> Client:
    client = Client(headers=OWN)
    client.force_login(house.innlandet.person(role))
    return client


def test_reading_goes_on_and_what_was_typed_is_kept(house):
    case = case_in_state(house, State.CLINICAL_REVIEW)
    client = client_of(house, Role.CLINICAL_LEAD_REVIEWER)
    on("read_only")
    page = client.get(reverse("cases:case", args=[case.number]))
    assert page.status_code == 200
    assert "Likeverd kan bare leses nå." in page.content.decode()
    words = "Pasienten har prøvd tre linjer uten effekt."
    refused = client.post(
        reverse("cases:step", args=[case.number, "assess"]), {"assessment": words}
    )
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 60
    assert words in refused.content.decode()
    assert "Ingenting er endret" in refused.content.decode()
    case.refresh_from_db()
    assert case.state == State.CLINICAL_REVIEW
    on("read_only", False)
    assert "kan bare leses" not in client.get("/arbeid/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("nn", "kan berre lesast no"), ("en", "can only be read now"), ("nb", "kan bare leses nå")],
)
def test_in_the_readers_language(house, language, words):
    person = house.innlandet.person(Role.TREATING_CONSULTANT)
    person.language = language
    person.save()
    client = client_of(house, Role.TREATING_CONSULTANT)
    on("read_only")
    assert words in client.get("/arbeid/").content.decode()
    assert words in client.post("/saker/ny/").content.decode()
    on("read_only", False)
    on("uploads_off")
    assert "lv-switch-banner" in client.get("/arbeid/").content.decode()


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the service with its app and name, filled with something for each part."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            route = route.replace("<guide:language>", "veiviser")
            route = re.sub(r"<uuid:[^>]*>", "00000000-0000-4000-8000-000000000000", route)
            yield re.sub(r"<[^>]*>", "1", route).lstrip("^").rstrip("$"), pattern.lookup_str


def test_no_page_that_is_posted_to_is_forgotten(house):
    client = client_of(house, Role.TREATING_CONSULTANT)
    on("read_only")
    open_to_posts = {"search", "choose_way", "sign_out", "preview"}
    tried = 0
    for route, view in addresses(get_resolver()):
        if {"accounts", "guide", "verification", "demo"} & set(view.split(".")) or view.split(".")[
            -1
        ] in open_to_posts:
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)("/" + route)
            assert answer.status_code == 503, (method, route, view)
            tried += 1
    assert tried > 60


def test_the_api_says_so_as_a_problem(house):
    on("read_only")
    answer = Client().post("/api/v1/cases", "{}", content_type="application/json")
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "read_only"


def test_signing_in_and_searching_go_on(house):
    client = client_of(house, Role.MEDICAL_DIRECTOR)
    on("read_only")
    assert client.post(reverse("cases:search"), {"words": "Demolimab"}).status_code == 200
    assert client.post(reverse("cases:search_like_cases"), {"words": "effekt"}).status_code == 200
    assert client.post(reverse("accounts:language"), {"language": "en"}).status_code < 400
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    assert Client().post(reverse("demo:picker"), {"person": director.pk}).status_code == 302
    assert client.post(reverse("demo:confirm")).status_code == 302


def test_the_environment_is_enough(house, settings):
    settings.READ_ONLY = True
    client = client_of(house, Role.TREATING_CONSULTANT)
    assert client.post("/saker/ny/").status_code == 503


def test_uploads_off(house):
    case = begin(house, house.innlandet)
    by = house.innlandet.person(Role.TREATING_CONSULTANT)
    on("uploads_off")
    with pytest.raises(NotAccepted, match="cannot be attached now"):
        attach(case.number, name="a.pdf", content=b"%PDF-1.7", by=by, now=timezone.now())


def test_mail_waits_and_is_sent_later(house, mailoutbox):
    person = house.innlandet.person(Role.TREATING_CONSULTANT)
    queue([NewMessage(person, "Emne", "Tekst")], now=timezone.now())
    on("mail_off")
    assert deliver_waiting(timezone.now) == 0
    assert Message.objects.get().attempts == 0
    on("mail_off", False)
    assert deliver_waiting(timezone.now) == 1
    assert len(mailoutbox) == 1


def test_each_turn_is_a_row_that_nobody_changes(house):
    on("read_only")
    on("read_only", False)
    on("mail_off")
    assert list(
        SwitchChange.objects.order_by("id").values_list("switch", "on", "by", "reason")
    ) == [
        ("read_only", True, "Drift", "Prøve"),
        ("read_only", False, "Drift", "Prøve"),
        ("mail_off", True, "Drift", "Prøve"),
    ]
    assert read_now() == Switches(mail_off=True)
    for change in (
        lambda: SwitchChange.objects.update(on=False),
        lambda: SwitchChange.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_the_command_asks_for_a_reason(house, capsys):
    with pytest.raises(CommandError, match="Say why"):
        call_command("switch", "read_only", "on")
    with pytest.raises(CommandError, match="on or off"):
        call_command("switch", "read_only")
    call_command("switch", "read_only", "on", "--reason", "Flytting", "--by", "Kari")
    call_command("switch")
    assert capsys.readouterr().out.count("Kari: Flytting") == 2
    assert read_now().read_only
    with pytest.raises(ValueError, match="for a reason"):
        turn("read_only", on=True, by="Kari", reason=" ", now=timezone.now())


def test_pages_ask_for_the_switches_once_for_many_requests(house, django_assert_num_queries):
    client = client_of(house, Role.TREATING_CONSULTANT)
    client.get("/arbeid/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get("/arbeid/")
    assert "operations_switchchange" not in json.dumps(
        [q["sql"] for q in captured.captured_queries]
    )


def test_the_guide_answers_on_and_a_patient_can_sign_out(house):
    on("read_only")
    address = f"/veiviser/metode/{house.method.key}/"
    assert Client().post(address, {"marketing_authorisation": "full"}).status_code == 200
    assert Client().post("/innsyn/logout/").status_code == 200
    statement = Client().post("/innsyn/sak/SI-2026-000001/", {"statement": "Noe jeg vil si."})
    assert statement.status_code == 503
