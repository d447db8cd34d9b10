"""Looking a page over with axe, where there is something on it that axe has not seen before.

Axe takes half a second a page, most of it for contrast, and most pages show what earlier ones did with other words in
it. Words, addresses, names and numbers do not make a page new.
"""

from collections.abc import Iterable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

AXE = Axe()
KINDS = Path(__file__).with_name("kinds_on_a_page.js").read_text()
SEEN: set[str] = set()
ONLY_FAULTS = {"resultTypes": ["violations"]}
WITHOUT_CONTRAST = ONLY_FAULTS | {"rules": {"color-contrast": {"enabled": False}}}


class Look:
    """What is new on a page, in a window of its width. Once asked, it has been seen."""

    def __init__(self, page: Page) -> None:
        window = (page.viewport_size or {}).get("width")
        kinds = _kinds_on(page)
        self.has_new_elements = _not_seen(f"{window} {kind}" for kind in kinds["elements"])
        self.has_new_colours = _not_seen(kinds["colours"])

    @property
    def is_new(self) -> bool:
        """Whether axe is to read the page."""
        return self.has_new_elements or self.has_new_colours

    def complaint(self, page: Page) -> str:
        """What axe finds wrong on the page, in words; empty where it finds nothing."""
        options = ONLY_FAULTS if self.has_new_colours else WITHOUT_CONTRAST
        results = AXE.run(page, options=options)
        return results.generate_report() if results.violations_count else ""


def _kinds_on(page: Page) -> dict[str, list[str]]:
    """What is on the page; on the one that comes, where this one is just being left."""
    for _ in range(5):
        page.wait_for_load_state()
        try:
            found: dict[str, list[str]] = page.locator("html").evaluate(KINDS)
        except Error as error:
            if "navigation" not in str(error):
                raise
        else:
            return found
    raise AssertionError(f"{page.url} is left again and again")


def _not_seen(kinds: Iterable[str]) -> bool:
    found = set(kinds)
    known = found <= SEEN
    SEEN.update(found)
    return not known
