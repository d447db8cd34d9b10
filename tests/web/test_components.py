"""Components say what they must, in the reader's language, and name things so that labels fit."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation
from tests.web.sample_fields import one_of_each

from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.forms.reading import Fault, missing
from likeverd.core.text import Text

FIELDS = one_of_each()


def draw(template: str, **values: object) -> str:
    return Template("{% load likeverd_ui %}" + template).render(Context(values))


def test_every_label_and_every_description_belongs_to_an_element() -> None:
    faults = missing(FIELDS, {})
    answers = {"rows": [{"name": "A"}, {"name": "B"}]}
    html = draw("{% fields fields answers faults %}", fields=FIELDS, answers=answers, faults=faults)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    pointed_to = re.findall(r'\sfor="([^"]+)"', html)
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        pointed_to += described.split()
    assert set(pointed_to) <= set(ids)


def test_every_link_in_the_error_summary_leads_to_an_element() -> None:
    answers = {"rows": [{"start": "2026-01"}]}
    faults = missing(FIELDS, answers)
    html = draw(
        "{% error_summary faults fields %}{% fields fields answers faults %}",
        fields=FIELDS,
        answers=answers,
        faults=faults,
    )
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(links) == len(faults)
    assert set(links) <= set(re.findall(r'\sid="([^"]+)"', html))
    assert "Tidligere behandling, rad 1, Behandling: Må fylles ut" in html


def test_the_application_asks_only_what_is_relevant_and_can_show_the_rest() -> None:
    html = draw("{% fields fields answers %}", fields=DEFINITION.fields, answers={})
    conditional = [field for field in DEFINITION.fields if field.asked_when]
    assert conditional
    for field in conditional:
        question = re.search(rf'id="field-{field.key}-question"[^>]*>', html)
        assert question
        assert question.group(0).endswith("hidden>")
        assert f'data-asked-field="{field.asked_when.field}"' in question.group(0)


def test_enter_in_a_row_presses_no_button_that_removes_one() -> None:
    html = draw("{% fields fields answers %}", fields=FIELDS, answers={})
    first = re.search(r"<button[^>]*>", html)
    assert first
    assert " disabled" in first.group(0)


def test_rows_with_many_columns_are_read_as_lists_of_what_was_answered() -> None:
    field = next(one for one in DEFINITION.fields if len(one.columns) > 4)
    row = {column.key: "x" for column in field.columns[:1]}
    html = draw("{% answers fields answers %}", fields=[field], answers={field.key: [row]})
    assert "<table" not in html
    assert html.count("lv-record-label") == 0


def test_what_could_not_be_read_stands_as_typed_and_is_escaped() -> None:
    html = draw(
        "{% field field answers faults %}",
        field=next(field for field in FIELDS if field.key == "day"),
        answers={"day": '"><script>'},
        faults=(Fault("day", Text("Feil dato", "Feil dato", "Wrong date")),),
    )
    assert 'value="&quot;&gt;&lt;script&gt;"' in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Må fylles ut"), ("nn", "Må fyllast ut"), ("en", "Must be answered")],
)
def test_faults_speak_the_readers_language(language: str, words: str) -> None:
    with translation.override(language):
        html = draw("{% field field answers faults %}", field=FIELDS[0], answers={},
                    faults=missing(FIELDS[:1], {}))  # fmt: skip
    assert words in html


def test_answers_are_read_as_labels_and_unanswered_ones_are_said() -> None:
    answers = {"choice": "code_2", "price": 1_200_000, "day": "2026-11-23", "sure": True}
    html = draw("{% answers fields answers %}", fields=FIELDS, answers=answers)
    assert "Alternativ 2" in html
    assert "1\u202f200\u202f000\u00a0kr" in html
    assert "23.11.2026" in html
    assert "Bekreftet" in html
    assert "Ikke besvart" in html
    assert "Bare etter alternativ 2" in html  # it is asked, since alternative 2 was chosen


def test_an_error_summary_without_errors_is_nothing() -> None:
    assert draw("{% error_summary faults %}", faults=()).strip() == ""


def test_filters_show_nothing_for_nothing() -> None:
    html = draw("{{ x|day }}{{ x|moment }}{{ x|kroner }}{{ x|count }}{{ x|text }}", x=None)
    assert html == ""
    assert draw("{{ x|day }}", x=date(2026, 1, 2)) == "02.01.2026"


def test_tags_have_known_tones_only() -> None:
    with pytest.raises(Exception, match="unknown tone"):
        draw('{% tag "Utkast" "purple" %}')
