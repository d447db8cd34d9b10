"""What looks the journeys' pages over finds what is wrong, and reads again only what is new."""

import pytest
from playwright.sync_api import Page
from tests.journeys.looking import Look

pytestmark = pytest.mark.browser
GOOD = """<!doctype html><html lang="nb"><head><title>Prøve</title></head>
<body><main><h1>Prøve for seg</h1><p class="looking-{name}">{words}</p>{more}</main></body></html>"""


def shown(page: Page, name: str, words: str = "Ord", more: str = "") -> Look:
    page.set_content(GOOD.format(name=name, words=words, more=more))
    return Look(page)


def test_a_page_is_read_once_and_other_words_do_not_make_it_new(page: Page) -> None:
    assert shown(page, "once").is_new
    assert not shown(page, "once").is_new
    assert not shown(page, "once", "Helt andre ord, 17.03.2026").is_new
    assert shown(page, "once", "").is_new, "an element that lost its words"
    assert shown(page, "once", more="<p>Ett avsnitt til</p>").is_new


def test_a_field_without_a_label_is_found(page: Page) -> None:
    look = shown(page, "label", more='<input type="text" name="felt">')
    assert look.is_new
    assert "label" in look.complaint(page)
    assert shown(page, "no-fault").complaint(page) == ""


def test_words_that_cannot_be_read_are_found_on_a_page_whose_elements_are_known(page: Page) -> None:
    shown(page, "colour")
    page.add_style_tag(content="p { color: #fdfdfd; background: #fff }")
    look = Look(page)
    assert look.has_new_colours
    assert "color-contrast" in look.complaint(page)
