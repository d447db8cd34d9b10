"""Whatever names a source by its key can be looked up by everybody."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from tests.core.cases import case, ruleset

from likeverd.cases.views import new_fields
from likeverd.core.case import Question
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.forms.model import Field
from likeverd.core.lifecycle import TABLE
from likeverd.core.reasons import REASONS
from likeverd.core.routing import RULE_BOOK
from likeverd.core.sources import SOURCES
from likeverd.core.text import LANGUAGES
from likeverd.web.field_view import field_view


def rules_of(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        yield field.rule
        yield from rules_of(field.columns)


def keys_in_registers() -> Iterator[str]:
    """Keys such as NM13 that stand alone or first in a register's remark about its source."""
    for path in settings.PACKAGE.glob("*/data/*.json"):
        for text in re.findall(r'"source":\s*"([^"]+)"', path.read_text(encoding="utf-8")):
            first = re.match(r"([A-Z]+[0-9]*[a-c]?(?:, [A-Z]+[0-9]*)*)(?:$|:)", text)
            yield from first.group(1).split(", ") if first else ()


def test_every_key_in_use_is_a_known_source() -> None:
    facts = case(questions=(Question("diagnoses", "Hvilken?"),))
    used = {
        *rules_of(DEFINITION.fields),
        *(rule for row in TABLE.values() for rule in rules_of(row.questions(facts, ruleset()))),
        *(reason.source for reason in REASONS),
        *rules_of((*new_fields.PATIENT, *new_fields.ON_PAPER)),
        *keys_in_registers(),
        *(rule.source for rule in RULE_BOOK.rules),
    }
    assert {"S4", "I", "NM13"} <= used
    assert used <= set(SOURCES)


def test_every_source_speaks_three_languages_and_leads_only_to_public_pages() -> None:
    for key, source in SOURCES.items():
        assert source.key == key
        for language in LANGUAGES:
            assert source.short.in_language(language)
            assert len(source.short.in_language(language)) <= 45
            assert source.title.in_language(language)
        assert source.address == "" or source.address.startswith("https://")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Vår egen lesning, ikke en regel"), ("nn", "Vår eiga lesing"), ("en", "Our own")],
)
def test_anybody_can_read_them_in_three_languages(
    client: Client, language: str, words: str
) -> None:
    page = client.get("/kilder/", headers={"Accept-Language": language}).content.decode()
    assert f'lang="{language}"' in page
    assert words in page
    for key in SOURCES:
        assert f'id="kilde-{key}"' in page


def test_a_question_leads_to_the_anchor_of_its_source() -> None:
    asked = DEFINITION.fields[0]
    with translation.override("nb"):
        page = render_to_string("ui/field.html", {"field": field_view(asked, {}, {}, "nb")})
    assert f'href="/kilder/#kilde-{asked.rule}"' in page
    assert SOURCES[asked.rule].short.nb in page
