"""Follows every link as somebody signed in would, and tries the doors that nobody should have left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings
from tests.security.world import Visitor

SESSION = "__Host-session"  # as in production
BEHIND_TLS = {"X-Forwarded-Proto": "https"}


class Links(HTMLParser):
    """Addresses that a page leads to, and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("a", "link") and given.get("href"):
            self.links.append(str(given["href"]))
        if tag in ("script", "img") and given.get("src"):
            self.links.append(str(given["src"]))
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


@dataclass
class Walk:
    """What was met on the way."""

    statuses: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, httpx.Response] = field(default_factory=dict)


def browser_of(url: str, visitor: Visitor | None) -> httpx.Client:
    """A browser that has the visitor's session."""
    headers = dict(BEHIND_TLS)
    if visitor is not None and visitor.person is not None:
        key = visitor.client.cookies[settings.SESSION_COOKIE_NAME].value
        headers["Cookie"] = f"{SESSION}={key}"
    return httpx.Client(base_url=url, headers=headers, timeout=20)


def walk(browser: httpx.Client, start: str = "/", most: int = 150) -> Walk:
    """Every page that can be reached by links from ``start``, at most ``most`` of them."""
    found = Walk()
    waiting = [start]
    while waiting and len(found.statuses) < most:
        path = waiting.pop(0)
        if path in found.statuses:
            continue
        answer = browser.get(path)
        found.statuses[path] = answer.status_code
        found.answers[path] = answer
        if location := answer.headers.get("Location"):
            waiting += _within(path, [location])
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = Links()
            page.feed(answer.text)
            found.titles[path] = page.title
            found.texts[path] = answer.text
            waiting += _within(path, page.links)
    return found


def _within(path: str, links: list[str]) -> list[str]:
    """The links that stay in the service, as paths with their queries, without static files."""
    kept = []
    for link in links:
        parts = urlsplit(urljoin(path, link))
        if parts.scheme or parts.netloc or parts.path.startswith("/static/"):
            continue
        kept.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return kept


PLACES = """
admin administrator adm console debug __debug__ silk api-docs docs swagger redoc graphql
graphiql actuator metrics prometheus status server-status server-info phpinfo.php info.php
wp-admin wp-login.php xmlrpc.php cgi-bin manager jenkins kibana grafana phpmyadmin pgadmin
adminer.php flower rq sentry api api/v1/docs api/v1/redoc api/docs api/swagger.json api/v2
openapi.json swagger.json schema .git/HEAD .git/config .gitignore .svn/entries .hg/store .env
.env.production .htaccess .DS_Store .well-known/openid-configuration id_rsa .ssh/id_rsa
secret-key var/secret-key settings.py manage.py likeverd/settings.py src/likeverd/settings.py
pyproject.toml uv.lock package.json requirements.txt Makefile Dockerfile docker-compose.yml
config.yml config.json web.config backup.zip backup.sql dump.sql db.sqlite3 database.sql
var/postgres media uploads files download export exports reports rapport static
static/../settings.py static/%2e%2e/settings.py test tests testing dev staging old new tmp temp
private internal secret hidden logs log error.log access.log trace dump heap demo demo/postkasse
demo/bekreft login/password accounts/login signup register reset password-reset users user me
whoami profile saker pasienter patients people personer roller roles cases.json health
health/details health/db healthz livez readyz ping version build-info robots.txt
"""


def guessed_paths() -> Iterator[str]:
    """Doors that other services have left open: consoles, documents, copies, sources, keys."""
    for place, ending in product(PLACES.split(), ("", "/", ".bak", "~")):
        yield f"/{place}{ending}"
