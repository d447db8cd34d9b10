"""Every page of one life in nynorsk and in English, with no bokmål left over."""

from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from tests.journeys.conftest import Walk
from tests.journeys.pages import one_life
from tests.journeys.town import Town
from tests.journeys.walker import Walker
from tests.support.texts import all_texts

from likeverd.core.vocabulary import Role
from likeverd.outbox.models import Message

pytestmark = pytest.mark.browser

SHORTEST = 12  # characters: shorter sentences may be alike by chance


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Every sentence of the service in bokmål and in the language."""
    path = settings.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        for message in read_po(file, locale=language):
            if isinstance(message.id, str) and message.id:
                yield message.id, str(message.string)
    for text in all_texts():
        yield text.nb, text.in_language(language)


def only_bokmaal(language: str) -> set[str]:
    """Sentences that can stand on a page only where a translation was forgotten."""
    pairs = [(nb, own) for nb, own in sentences(language) if "%(" not in nb and "{" not in nb]
    translated = "\n".join(own for _, own in pairs)
    return {nb for nb, own in pairs if len(nb) >= SHORTEST and nb != own and nb not in translated}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_page_speaks_the_readers_language(town: Town, walk: Walk, language: str) -> None:
    leftovers = only_bokmaal(language)
    assert len(leftovers) > 200  # or this proves nothing
    for person in town.innlandet.people.values():
        person.language = language
        person.save()
    Message.objects.all().delete()  # those of before are in the language of before
    walkers: dict[Role | None, Walker] = {}
    found = []
    for visit in one_life(town):
        if visit.role not in walkers:
            person_ = town.person(visit.role) if visit.role else None
            walkers[visit.role] = walk(person_, locale={"nn": "nn-NO", "en": "en-GB"}[language])
        page = walkers[visit.role].page
        for path in visit.paths:
            page.goto(town.url + path)
            assert page.locator("html").get_attribute("lang") == language
            words = page.locator("body").inner_text()
            words += page.title()
            found += [(path, sentence) for sentence in leftovers if sentence in words]
    assert found == []
