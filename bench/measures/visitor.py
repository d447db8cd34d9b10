"""A person at the keyboard: signs in, reads pages and sends forms, and counts the requests."""

import re

import httpx

from likeverd.core.forms.model import Answers, Field, Kind

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
OPENED_BY = re.compile(r'name="opened_by" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)"[^>]*? value="([^"]*)"')


class Visitor:
    """One signed-in person with an own connection that stays open."""

    def __init__(self, url: str, person: int) -> None:
        self.client = httpx.Client(base_url=url, timeout=30)
        self.requests = 0
        self.hidden: dict[str, str] = {}
        self.get("/demo/")
        self.send("/demo/", {"person": str(person)})

    def get(self, path: str) -> str:
        """Read a page; remembers its hidden fields for the form that is sent next."""
        answer = self._asked(self.client.get(path))
        self.hidden = dict(HIDDEN.findall(answer.text))
        token = TOKEN.search(answer.text)
        if token:
            self.hidden["csrfmiddlewaretoken"] = token.group(1)
        return answer.text

    def send(self, path: str, given: dict[str, object]) -> httpx.Response:
        """Send a form with the hidden fields of the page that was read."""
        return self._asked(
            self.client.post(path, data=self.hidden | given, headers={"Referer": str(path)})
        )

    def _asked(self, answer: httpx.Response) -> httpx.Response:
        self.requests += 1
        if answer.status_code >= 400:
            raise RuntimeError(f"{answer.request.url.path}: {answer.status_code}")
        return answer


def posted(fields: tuple[Field, ...], answers: Answers) -> dict[str, object]:
    """Answers as a page posts them."""
    given: dict[str, object] = {}
    for field in fields:
        value = answers.get(field.key)
        if value is None:
            continue
        if field.kind is Kind.ROWS and isinstance(value, list):
            for number, row in enumerate(value):
                for key, answer in row.items():
                    given[f"{field.key}-{number}-{key}"] = str(answer)
        elif value is True:
            given[field.key] = "true"
        elif isinstance(value, list):
            given[field.key] = value
        else:
            given[field.key] = str(value)
    return given
