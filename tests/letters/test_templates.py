"""The trust's policy staff write the texts: previewed, published, in versions, with faults told and nothing lost."""

from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import House, build_house
from tests.support.journey import case_in_state
from tests.support.pdf import text_of

from likeverd.core.letters import LetterKind, default_template
from likeverd.core.vocabulary import Role, State
from likeverd.letters import selectors
from likeverd.letters.models import LetterTemplate

pytestmark = pytest.mark.django_db
TEXT = default_template(LetterKind.PATIENT, State.REFUSED, "nb").replace("Hei,", "Kjære")


@pytest.fixture
def house(db: None) -> House:
    return build_house()


def as_(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def keeper(house):
    return as_(house.innlandet.person(Role.PROCEDURE_KEEPER))


def address(**parts):
    given = {"trust": "innlandet", "kind": "patient", "end": "refused", "language": "nb"} | parts
    return reverse("letters:text_version" if "version" in parts else "letters:text", kwargs=given)


def test_the_list_leads_to_every_letter_in_every_language(keeper):
    page = keeper.get(reverse("letters:texts")).content.decode()
    assert page.count("/brevmaler/innlandet/") == 30
    assert "Nasjonal tekst" in page
    assert "/brevmaler/liten/" not in page
    assert "Brevmaler" in keeper.get("/arbeid/").content.decode()


def test_a_page_begins_with_the_national_text_and_its_fields(keeper):
    page = unescape(keeper.get(address()).content.decode())
    assert "Hei, {{pasient}}." in page
    assert "{{klage}}" in page
    assert "Må være med." in page
    assert "Hei, Eksempel Pasient." in page  # with an invented case


def test_a_draft_is_kept_and_a_published_text_is_what_letters_are_made_of(house, keeper):
    first = keeper.post(address(), {"text": TEXT, "seen": "0", "do": "draft"}, follow=True)
    assert "Kjære Eksempel Pasient." in unescape(first.content.decode())
    before = case_in_state(house, State.REFUSED, now=timezone.now())
    keeper.post(address(), {"text": TEXT, "seen": "1", "do": "publish"})
    after = case_in_state(house, State.REFUSED, now=timezone.now())
    old, new = selectors.letters_of(before)[1], selectors.letters_of(after)[1]
    assert "Hei, " in repr(old.content)
    assert (old.template, old.template_version[:8]) == (None, "national")
    assert "Kjære " in repr(new.content)
    assert new.template == LetterTemplate.objects.get(published=True)
    page = keeper.get(reverse("letters:texts")).content.decode()
    assert "Versjon 2" in page


def test_a_text_with_faults_is_not_published_and_nothing_is_lost(house, keeper):
    typed = "# Svar\n{{saksnumer}}\nMine ord."
    answer = keeper.post(address(), {"text": typed, "seen": "0", "do": "publish"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Linje 2: {{saksnumer}} finnes ikke. Mente du {{saksnummer}}?" in page
    assert "Brevet må ha {{klage}}" in page
    assert "Mine ord." in page
    assert not LetterTemplate.objects.exists()
    keeper.post(address(), {"text": typed, "seen": "0", "do": "draft"})
    assert LetterTemplate.objects.get().published is False
    file = keeper.post(address(), {"text": typed, "seen": "1", "do": "file"})
    assert file.status_code == 422
    assert "Mine ord." in file.content.decode()


def test_what_is_written_is_seen_as_a_file_without_being_kept(keeper):
    answer = keeper.post(address(), {"text": TEXT, "seen": "0", "do": "file"})
    assert answer["Content-Type"] == "application/pdf"
    assert "Kjære Eksempel Pasient" in text_of(answer.content)
    assert not LetterTemplate.objects.exists()


def test_the_second_of_two_editors_is_told_and_keeps_what_was_written(keeper):
    keeper.post(address(), {"text": TEXT, "seen": "0", "do": "publish"})
    mine = TEXT.replace("Kjære", "God dag,")
    answer = keeper.post(address(), {"text": mine, "seen": "0", "do": "publish"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "God dag, {{pasient}}" in page
    assert 'name="seen" value="1"' in page
    assert keeper.post(address(), {"text": mine, "seen": "1", "do": "publish"}).status_code == 302


def test_versions_stand_with_who_when_and_what_changed(house, keeper):
    keeper.post(address(), {"text": TEXT, "seen": "0", "do": "publish"})
    keeper.post(address(), {"text": TEXT + "\nTakk.\n", "seen": "1", "do": "publish"})
    page = unescape(keeper.get(address()).content.decode())
    assert house.innlandet.person(Role.PROCEDURE_KEEPER).name in page
    first = unescape(keeper.get(address(version=1)).content.decode())
    assert "− Hei, {{pasient}}." in first
    assert "+ Kjære {{pasient}}." in first
    second = unescape(keeper.get(address(version=2)).content.decode())
    assert "+ Takk." in second
    assert "Kjære {{pasient}}." in second  # in the whole text
    assert keeper.get(address(version=3)).status_code == 404


def test_the_national_text_can_be_fetched_back(keeper):
    keeper.post(address(), {"text": TEXT, "seen": "0", "do": "publish"})
    assert "Kjære {{pasient}}" in keeper.get(address()).content.decode()
    assert "Hei, {{pasient}}" in keeper.get(address() + "?nasjonal").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROCEDURE_KEEPER])
def test_nobody_else_keeps_the_texts(house, role):
    client = as_(house.innlandet.person(role))
    assert client.get(reverse("letters:texts")).status_code == 403
    assert client.get(address()).status_code == 403
    post = {"text": TEXT, "seen": "0", "do": "publish"}
    assert client.post(address(), post).status_code == 403
    assert not LetterTemplate.objects.exists()


def test_nobody_keeps_another_trusts_texts(house, keeper):
    post = {"text": TEXT, "seen": "0", "do": "publish"}
    assert keeper.post(address(trust="liten"), post).status_code == 404
    for wrong in ({"kind": "x"}, {"end": "withdrawn"}, {"language": "sv"}, {"trust": "x"}):
        assert keeper.get(address(**wrong)).status_code == 404
    assert not LetterTemplate.objects.exists()


def test_a_version_is_never_changed(keeper):
    keeper.post(address(), {"text": TEXT, "seen": "0", "do": "publish"})
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTemplate.objects.update(text="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTemplate.objects.all().delete()
