"""Linking a person to an identity number: by operations alone, never in clear, never overwritten."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.accounts.helseid_world import number_of
from tests.accounts.people import make_person
from tests.support.helseid import identity_number

from likeverd.accounts.actions.links import (
    AlreadyLinked,
    end_link,
    link_digests,
    link_person,
    renew_digest,
)
from likeverd.accounts.models import PersonLink
from likeverd.accounts.selectors import link_for
from likeverd.organisations.models import Person

pytestmark = pytest.mark.django_db
KARI, OLA = identity_number(0), identity_number(1)
TOLD = {"by": "Drift", "reason": "Legitimasjon vist"}


@pytest.fixture
def kari() -> Person:
    return make_person("kari", "Kari Nordmann")


def run(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    out = io.StringIO()
    call_command("link_person", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_links_and_ends(kari: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ("--by", "Drift", "--reason", "Legitimasjon vist")
    assert KARI not in run(monkeypatch, f"{KARI[:6]} {KARI[6:]}\n", "kari", *told)
    link = PersonLink.objects.get()
    assert (link.person, link.linked_by, link.reason) == (kari, "Drift", "Legitimasjon vist")
    assert KARI not in str(PersonLink.objects.values())
    assert link_for(link_digests(KARI)) == link
    run(monkeypatch, "", "kari", "--by", "Drift", "--reason", "Sluttet", "--end")
    assert link_for(link_digests(KARI)) is None
    link.refresh_from_db()
    assert (link.ended_by, link.ended_reason) == ("Drift", "Sluttet")
    with pytest.raises(CommandError, match="no link"):
        run(monkeypatch, "", "kari", "--by", "Drift", "--reason", "Sluttet", "--end")


@pytest.mark.parametrize("typed", ["", "abc", "12345678901", KARI[:-1], KARI[:-1] + "x"])
def test_a_number_that_is_none_links_nobody(
    kari: Person, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    with pytest.raises(CommandError) as refused:
        run(monkeypatch, typed + "\n", "kari", "--by", "Drift", "--reason", "x")
    assert not typed or typed not in str(refused.value)
    assert not PersonLink.objects.exists()


def test_the_command_needs_to_know_by_whom_and_why(
    kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError):
        run(monkeypatch, KARI, "kari")
    with pytest.raises(CommandError, match="by whom"):
        run(monkeypatch, KARI, "kari", "--by", " ", "--reason", "x")
    with pytest.raises(CommandError, match="no person"):
        run(monkeypatch, KARI, "ingen", "--by", "Drift", "--reason", "x")


def test_a_number_belongs_to_one_person(kari: Person) -> None:
    ola = make_person("ola", "Ola Hansen")
    link_person(kari, number_of(KARI), now=timezone.now(), **TOLD)
    with pytest.raises(AlreadyLinked):
        link_person(ola, number_of(KARI), now=timezone.now(), **TOLD)
    end_link(kari, by="Drift", reason="Feil person", now=timezone.now())
    link_person(ola, number_of(KARI), now=timezone.now(), **TOLD)


def test_a_new_link_ends_the_old_one_and_keeps_it(kari: Person) -> None:
    first = timezone.now()
    link_person(kari, number_of(KARI), now=first, **TOLD)
    link_person(kari, number_of(OLA), now=first + timedelta(days=1), **TOLD)
    assert link_for(link_digests(KARI)) is None
    found = link_for(link_digests(OLA))
    assert found is not None
    assert found.person == kari
    assert PersonLink.objects.count() == 2


def test_an_older_key_still_finds_the_person_and_is_replaced(kari: Person, settings: Any) -> None:
    settings.LINK_KEYS = ["old"]
    link_person(kari, number_of(KARI), now=timezone.now(), **TOLD)
    old = link_digests(KARI)
    settings.LINK_KEYS = ["new", "old"]
    link = link_for(link_digests(KARI))
    assert link is not None
    renew_digest(link, link_digests(KARI)[0])
    settings.LINK_KEYS = ["new"]
    assert link_for(link_digests(KARI)) is not None
    assert link_for(old) is None
    settings.LINK_KEYS = ["another"]
    assert link_for(link_digests(KARI)) is None
