"""The register's pages: for its secretariat alone; a form keeps what was typed, shows what it changes, and saves."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.support.house import build_house
from tests.support.journey import sent_as_far_as

from likeverd.core.vocabulary import Action, Role
from likeverd.methods.models import MethodEvent, RegisterChange, RegisterEntry

pytestmark = pytest.mark.django_db

EVENT = {
    "date": "20.11.2025",
    "event": "not_introduced",
    "source": "Protokoll fra møtet",
    "why": "Beslutning i møtet",
}
TRIAL = {"name": "Studien", "state": "open", "source": "HB3", "why": "Ny studie"}


@pytest.fixture
def house():
    return build_house()


def signed_in(house, role=Role.METHOD_SECRETARIAT):
    client = Client()
    client.force_login(house.innlandet.person(role))
    return client


def address(house, name, *parts):
    return reverse(f"secretariat:{name}", args=[house.method.key, *parts])


def words(answer):
    return answer.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.METHOD_SECRETARIAT])
def test_others_are_refused(house, role):
    client = signed_in(house, role)
    for path in (
        reverse("secretariat:register"),
        reverse("secretariat:changes"),
        address(house, "method"),
        address(house, "add_event"),
        address(house, "add_entry", "trial"),
    ):
        assert client.get(path).status_code == 403, path
    assert client.post(address(house, "add_event"), {**EVENT, "save": "1"}).status_code == 403
    assert not RegisterChange.objects.filter(by__isnull=False).exists()


def test_a_method_is_found_and_everything_about_it_shown(house):
    client = signed_in(house)
    found = words(client.get(reverse("secretariat:register"), {"sok": house.method.name[:5]}))
    assert address(house, "method") in found
    page = words(client.get(address(house, "method")))
    for heading in ("Hendelser", "Vilkår", "Gruppeunntak", "Studie", "Historikk"):
        assert heading in page


def test_a_decision_is_weighed_first_and_then_saved(house):
    sent_as_far_as(house, Action.SUBMIT)
    client = signed_in(house)
    preview = client.post(address(house, "add_event"), {**EVENT, "preview": "1"})
    page = words(preview)
    assert preview.status_code == 200
    assert "Under vurdering → <strong>Ikke innført</strong>" in page
    assert "1 sak løper. Veien den går, blir stengt." in page
    assert 'value="Protokoll fra møtet"' in page
    assert not MethodEvent.objects.filter(event="not_introduced").exists()
    saved = client.post(address(house, "add_event"), {**EVENT, "save": "1"}, follow=True)
    assert "1 sak som løper, er varslet" in words(saved)
    assert "Ikke innført" in words(saved)
    assert "Beslutning i møtet" in words(saved)
    change = RegisterChange.objects.get(subject="event", by__isnull=False)
    assert (change.effect, change.cases) == ("ends", 1)


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(house):
    client = signed_in(house)
    broken = {**EVENT, "date": "i går", "in_force": "1.1.2026", "why": ""}
    answer = client.post(address(house, "add_event"), {**broken, "save": "1"})
    page = words(answer)
    assert answer.status_code == 422
    for kept in ("i går", "1.1.2026", "Protokoll fra møtet"):
        assert kept in page, kept
    for field in ("date", "in_force", "why"):
        assert f"field-{field}-error" in page
    assert not RegisterChange.objects.filter(by__isnull=False).exists()


def test_a_trial_is_added_replaced_ended_and_taken_out_and_the_history_tells(house):
    client = signed_in(house)
    client.post(address(house, "add_entry", "trial"), {**TRIAL, "save": "1"})
    row = RegisterEntry.objects.get()
    assert (row.key, row.version) == ("studien", 1)
    path = address(house, "change_entry", "trial", "studien")
    form = words(client.get(path))
    assert 'value="Studien"' in form
    closed = {**TRIAL, "state": "closed", "included": "12", "version": "1", "why": "Stengt"}
    client.post(path, {**closed, "save": "1"})
    ended = {**closed, "version": "2", "last": "1.11.2025", "why": "Ferdig"}
    client.post(path, {**ended, "save": "1"})
    whats = list(RegisterChange.objects.filter(subject="trial").values_list("what", flat=True))
    assert sorted(whats) == ["added", "ended", "replaced"]
    page = words(client.get(address(house, "method")))
    assert "Gjelder ikke nå" in page
    assert "2 tidligere utgaver" in page
    out = {"source": "HB3", "why": "Feil metode", "version": "3", "save": "1"}
    client.post(address(house, "strike_entry", "trial", "studien"), out)
    assert RegisterEntry.objects.filter(current=True, struck=False).count() == 0
    assert RegisterEntry.objects.count() == 4
    assert client.get(path).status_code == 404


def test_who_comes_second_sees_what_stands_now_and_keeps_what_was_typed(house):
    client = signed_in(house)
    client.post(address(house, "add_entry", "trial"), {**TRIAL, "save": "1"})
    path = address(house, "change_entry", "trial", "studien")
    client.post(path, {**TRIAL, "name": "Studien II", "version": "1", "save": "1"})
    late = client.post(path, {**TRIAL, "name": "Mitt navn", "version": "1", "save": "1"})
    assert late.status_code == 409
    page = words(late)
    assert "Studien II" in page
    assert 'value="Mitt navn"' in page
    assert 'name="version" value="2"' in page
    client.post(path, {**TRIAL, "name": "Mitt navn", "version": "2", "save": "1"})
    assert RegisterEntry.objects.get(current=True).content["name"] == "Mitt navn"


def test_an_event_recorded_by_mistake_is_taken_out(house):
    client = signed_in(house)
    event = MethodEvent.objects.filter(method=house.method).first()
    path = address(house, "strike_event", event.pk)
    said = {"source": "nyemetoder.no", "why": "Feil dag"}
    preview = words(client.post(path, {**said, "preview": "1"}))
    assert "Dette vil endringen bety" in preview
    client.post(path, {**said, "save": "1"})
    assert not MethodEvent.objects.filter(pk=event.pk).exists()
    change = RegisterChange.objects.get(what="struck")
    assert change.before["event"] == event.event
    assert client.post(path, {**said, "save": "1"}).status_code == 404


def test_the_week_lists_what_changed_and_how_many_cases_were_told(house):
    sent_as_far_as(house, Action.SUBMIT)
    client = signed_in(house)
    client.post(address(house, "add_event"), {**EVENT, "save": "1"})
    page = words(client.get(reverse("secretariat:changes")))
    assert "Betyr noe for saker som løper" in page
    assert "1 sak er varslet" in page
    assert house.method.name in page
    past = words(client.get(reverse("secretariat:changes"), {"til": "2020-01-01"}))
    assert "Ingenting er endret i denne uken." in past


@pytest.mark.parametrize("kind", ["potion", "trials"])
def test_an_unknown_kind_is_no_page(house, kind):
    assert signed_in(house).get(address(house, "add_entry", kind)).status_code == 404
