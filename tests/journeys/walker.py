"""A person with a browser: signs in, reads, fills in, presses; every page is looked over.

Looking over a page means: axe finds nothing on it (``tests.journeys.looking``), it is not wider
than the window, and neither the page nor its console complains.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect
from tests.journeys.looking import Look

from likeverd.core.forms.model import Field, Kind
from likeverd.organisations.models import Person
from likeverd.web.field_view import element_id, shown_in_input
from likeverd.web.form_post import input_name

# Answers that the service gives on purpose; the browser writes them to the console.
MEANT = re.compile(
    r"Failed to load resource.*status of (403|404|409|422) |Response Status Error Code 403 "
)
DESKTOP = {"width": 1280, "height": 800}


class Walker:
    """One person's browser window on the service at ``url``."""

    def __init__(self, context: BrowserContext, url: str, *, auditor: Page | None = None) -> None:
        """``auditor`` is a page with scripts, in which axe reads what a page without them got."""
        self.context = context
        self.auditor = auditor
        self.url = url
        self.complaints: list[str] = []
        context.on("page", self._listen)
        self.page: Page = context.new_page()
        if not self.is_phone:
            self.page.set_viewport_size(DESKTOP)

    @property
    def is_phone(self) -> bool:
        """Whether the window is that of a phone."""
        size = self.page.viewport_size
        return size is not None and size["width"] < 500

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._hear)
        page.on("dialog", lambda dialog: dialog.accept())

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not MEANT.search(message.text):
            self.complaints.append(f"{message.page and message.page.url}: {message.text}")

    # --- Going from page to page -------------------------------------------------------------

    def sign_in(self, person: Person) -> None:
        """Pick the person on the demonstration's page; ends at the person's work list."""
        self.visit("/demo/")
        self._leave_by(self.page.locator(f'button[name="person"][value="{person.pk}"]'))

    def visit(self, path: str) -> None:
        """Go to an address and look the page over."""
        self.page.goto(self.url + path)
        self.look()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow a link of the page's content."""
        self._leave_by(self.main.get_by_role("link", name=name, exact=True).first)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button that leads to another page, or to this one anew."""
        self._leave_by(self.main.get_by_role("button", name=name, exact=True).first)

    def _leave_by(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()
        self.look()

    @property
    def main(self) -> Locator:
        """The content of the page."""
        return self.page.locator("main")

    @property
    def path(self) -> str:
        """The address of the page without the service's own."""
        return self.page.url.removeprefix(self.url)

    def open_from_list(self, number: str) -> None:
        """From the person's work list to a case that waits there."""
        assert self.has_on_list(number), f"{number} is not on the list"
        self._leave_by(self.main.locator(f'a[href="/saker/{number}/"]').first)

    # --- Looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """The page is accessible, and fits its window."""
        look = Look(self.page)
        if look.is_new:
            complaint = look.complaint(self._page_with_scripts())
            if complaint:
                self.complaints.append(f"{self.page.url}: {complaint}")
        widths = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if widths[0] > widths[1]:
            self.complaints.append(f"{self.page.url} is {widths[0]} wide in {widths[1]}")

    def _page_with_scripts(self) -> Page:
        """This page, or the same document where scripts can run: axe is one."""
        if self.auditor is None:
            return self.page
        document, address = self.page.content(), self.page.url
        self.auditor.route(
            address, lambda route: route.fulfill(body=document, content_type="text/html")
        )
        self.auditor.goto(address)
        self.auditor.unroute(address)
        return self.auditor

    def sees(self, words: str | re.Pattern[str]) -> None:
        """The words stand on the page, for all to see."""
        expect(self.main.get_by_text(words).locator("visible=true").first).to_be_visible()

    def does_not_see(self, words: str | re.Pattern[str]) -> None:
        """The words stand nowhere in the page's content."""
        expect(self.main.get_by_text(words)).to_have_count(0)

    def heading(self, words: str | re.Pattern[str]) -> None:
        """The page's first heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def has_on_list(self, number: str) -> bool:
        """Whether a case stands on the person's work list now."""
        self.visit("/arbeid/")
        return self.main.locator(f'a[href="/saker/{number}/"]').count() > 0

    # --- Writing -----------------------------------------------------------------------------

    def fill(self, fields: Iterable[Field], answers: Mapping[str, Any]) -> None:
        """Write the answers into the questions as a person would, one after the other."""
        for field in fields:
            if field.key in answers:
                self.fill_field(field, answers[field.key])

    def fill_field(self, field: Field, answer: Any, name: str = "") -> None:
        """Write one answer. ``name`` is the input's name where the field is a column."""
        name = name or field.key
        if field.kind is Kind.ROWS:
            self._fill_rows(field, answer)
        elif field.kind in (Kind.CHOICE, Kind.CHOICES):
            self._choose(name, answer)
        elif field.kind is Kind.CONFIRMATION:
            self.named(name).set_checked(bool(answer))
        else:
            self.named(name).fill(shown_in_input(field, answer))

    def named(self, name: str) -> Locator:
        """The input with this name."""
        return self.page.locator(f'[name="{name}"]')

    def input_of(self, key: str) -> Locator:
        """The input that the error summary leads to, by the fault's field."""
        return self.page.locator(f"#{element_id(key)}")

    def _choose(self, name: str, answer: Any) -> None:
        if self.page.locator(f'select[name="{name}"]').count():
            self.named(name).select_option(answer)
            return
        for code in answer if isinstance(answer, list) else [answer]:
            self.page.locator(f'[name="{name}"][value="{code}"]').check()

    def _fill_rows(self, field: Field, rows: list[Mapping[str, Any]]) -> None:
        for number, row in enumerate(rows):
            first = input_name(field.key, number, field.columns[0].key)
            if not self.named(first).count():
                self.page.locator(f'button[name="{field.key}-add"]').click()
                expect(self.named(first)).to_be_visible()
            for column in field.columns:
                if column.key in row:
                    name = input_name(field.key, number, column.key)
                    self.fill_field(column, row[column.key], name)

    def fill_as_asked(
        self, fields: Iterable[Field], answers: Mapping[str, Any], save: str | re.Pattern[str]
    ) -> int:
        """Write without scripts: what is asked, save, then what is asked because of that.

        Answers how many times it was saved.
        """
        fields = tuple(fields)
        written: set[str] = set()
        for rounds in range(1, 10):
            if not self._fill_what_is_seen(fields, answers, written):
                return rounds - 1
            self.press(save)
        raise AssertionError("still something new to fill in")

    def _fill_what_is_seen(
        self, fields: Iterable[Field], answers: Mapping[str, Any], written: set[str]
    ) -> bool:
        fresh = False
        for name, field, answer in _inputs(fields, answers):
            if name in written or not self._can_write(name):
                continue
            self.fill_field(field, answer, name)
            written.add(name)
            fresh = True
        return fresh

    def _can_write(self, name: str) -> bool:
        """Whether the input is there to be written in; a row is asked for where it lacks."""
        if "-" in name and not self.named(name).count():
            key, number, _ = name.split("-")
            if self.named(f"{key}-add").count() and self._rows_written(key) == int(number):
                self._leave_by(self.named(f"{key}-add"))
        return self.named(name).locator("visible=true").count() > 0

    def _rows_written(self, key: str) -> int:
        names = self.page.locator(f'[id="field-{key}"] .lv-row')
        return names.count()


def _inputs(
    fields: Iterable[Field], answers: Mapping[str, Any]
) -> Iterator[tuple[str, Field, Any]]:
    """Every input with its answer, rows taken apart."""
    for field in fields:
        if field.key not in answers:
            continue
        if field.kind is not Kind.ROWS:
            yield field.key, field, answers[field.key]
            continue
        for number, row in enumerate(answers[field.key]):
            for column in field.columns:
                if column.key in row:
                    yield input_name(field.key, number, column.key), column, row[column.key]
