"""A server of ours that lets people in with a provider shaped like HelseID, and the browser of one of them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from tests.support.helseid import HelseIDLike

from likeverd.accounts.actions.links import link_person
from likeverd.core.identity import IdentityNumber, read
from likeverd.organisations.models import Person

BEGIN = "/login/helseid/"


@dataclass
class Visitor:
    """A browser without a window: cookies of its own, and only the redirects that one follows on purpose."""

    url: str
    provider: HelseIDLike
    web: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))

    def get(self, path: str) -> httpx.Response:
        """A page of ours."""
        return self.web.get(self.url + path)

    def token(self) -> str:
        """What a form of ours carries."""
        return self.get("/form-token/").text

    def post(self, path: str, **data: str) -> httpx.Response:
        """A form of ours, as a browser sends it."""
        headers = {"Sec-Fetch-Site": "same-origin"}
        form = data | {"csrfmiddlewaretoken": self.token()}
        return self.web.post(self.url + path, data=form, headers=headers)

    def to_provider(self, path: str = BEGIN) -> httpx.Response:
        """The first half: from us to the provider; the answer is the provider's page where one says who one is."""
        answer = self.get(path)
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"].startswith(self.provider.issuer)
        return self.at_provider(answer.headers["Location"])

    def at_provider(self, address: str) -> httpx.Response:
        """Follow the provider's redirects until it shows a page or sends the browser back to us."""
        answer = self.web.get(address)
        while answer.is_redirect and not self.leads_back(answer):
            answer = self.web.get(str(answer.next_request and answer.next_request.url))
        return answer

    def identify(self, shown: httpx.Response) -> str:
        """Press the button at the provider; answers the address that leads back to us, not visited yet."""
        if not self.leads_back(shown):
            assert "Prøve-ID" in shown.text, shown.text
            posted = self.web.post(str(shown.url))
            assert posted.is_redirect, posted.text
            shown = self.at_provider(str(posted.next_request and posted.next_request.url))
        assert self.leads_back(shown), shown.text
        return shown.headers["Location"]

    def leads_back(self, answer: httpx.Response) -> bool:
        """Whether the answer sends the browser back to us."""
        return answer.is_redirect and answer.headers["Location"].startswith(self.url)

    def sign_in(self, path: str = BEGIN) -> httpx.Response:
        """Both halves; the answer is what we say to the browser that comes back."""
        return self.web.get(self.identify(self.to_provider(path)))

    def forget_provider(self) -> None:
        """As when somebody else sits down, whom the provider does not know yet."""
        for cookie in list(self.web.cookies.jar):
            if cookie.name.startswith("_"):
                self.web.cookies.jar.clear(cookie.domain, cookie.path, cookie.name)

    @property
    def is_signed_in(self) -> bool:
        """Whether a page behind sign-in opens."""
        return self.get("/innlogginger/").status_code == 200

    @property
    def session(self) -> str | None:
        """The key of our session."""
        host = urlsplit(self.url).hostname
        found = [c for c in self.web.cookies.jar if c.name == "sessionid" and c.domain == host]
        return found[0].value if found else None


def words(page: httpx.Response) -> str:
    """What a page says, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def number_of(digits: str) -> IdentityNumber:
    """An invented number, read."""
    number = read(digits, synthetic_allowed=True)
    assert isinstance(number, IdentityNumber)
    return number


def linked(person: Person, digits: str, now: object) -> Person:
    """The person, linked to a number."""
    link_person(person, number_of(digits), by="Drift", reason="Legitimasjon vist", now=now)  # type: ignore[arg-type]
    return person
