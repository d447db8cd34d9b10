"""The service as in production: its headers and cookies on every address, and no page that nobody knows of."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import httpx
import pytest
from tests.security.addresses import addresses, of_a_case, of_no_case
from tests.security.crawler import BEHIND_TLS, Walk, browser_of, guessed_paths, walk
from tests.security.world import PATIENT_NAME, World
from tests.support.journey import PATIENT_NUMBER
from tests.support.servers import LiveServer

from likeverd.core.vocabulary import State

UNSAFE = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "data: blob", "*")
ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}\s?\d{5}(?!\d)")
TWO_YEARS = "max-age=63072000; includeSubDomains; preload"
# Reached by forms, programs or other sites, never by a link.
NOT_LINKED = frozenset(
    {
        "attach",
        "autosave",
        "form_token",
        "language",
        "sign_out",
        "download",
        "new_case_for",
        "new_case_route",  # the methods of the demonstration are not offered in production
        "picker",
        "mailbox",
        "release",  # for the applicant of a case; tests/patients follows its link
        # One export and one finding: linked from their lists, which are empty here (tests/exports, tests/audit).
        "fetch",
        "end",
        "end_hold",  # linked from a hold; there is none here (tests/archive/test_keeping_page.py)
        "finding",
        "method",  # of the guide: the methods of the demonstration are not offered in production
        "group",
        "group_draft",  # linked where five patients have the same argument (tests/precedents)
        "approve_reasoning",  # linked where a case has been answered (tests/journeys/test_like_cases.py)
        "letter",  # of a case that has ended (tests/letters, tests/journeys/test_letters.py)
        "letter_file",
        "received",  # posted by the doctor who gave a letter (tests/letters)
        "make",  # letters of a case from before there were letters (tests/letters)
        "preview",  # posted from a decision (tests/letters)
        "text_version",  # linked from a text of which there is a version (tests/letters)
        # After a decision (tests/packet, tests/journeys/test_packet.py).
        "packet",
        "order",
        "regional",
        "regional_copy",
        "close_many",  # linked where a decision has ended the way of cases (tests/cases/test_closing_many.py)
    }
)

# Ways in, patients' pages and the register's, whose visitors are not among those who walk here: tests/patients and
# tests/secretariat follow their links.
ELSEWHERE = ("login/", "demo/", "innsyn/", "metoderegister/", "komite/")


@pytest.fixture(scope="module")
def walks(world: World, production: LiveServer) -> dict[str, Walk]:
    """What each visitor meets by following links."""
    found = {}
    for visitor in world.visitors:
        with browser_of(production.url, visitor) as browser:
            found[visitor.name] = walk(browser)
    return found


def every_path(world: World) -> list[str]:
    paths = [path for _, path in of_no_case(world)]
    paths += [
        address.filled(**given) for address, given in of_a_case(world, world.cases[State.DECISION])
    ]
    return [
        *dict.fromkeys(paths),
        "/finnes/ikke/",
        "/api/v1/nothing",
        "/health/live",
        "/health/ready",
    ]


def check_headers(answer: httpx.Response) -> list[str]:
    """What is lacking in the answer's headers."""
    policy = answer.headers.get("Content-Security-Policy", "")
    faults = [word for word in UNSAFE if word in policy]
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Strict-Transport-Security": TWO_YEARS,
    }
    faults += [name for name, value in wanted.items() if answer.headers.get(name) != value]
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        faults.append("Cache-Control")
    if "default-src 'none'" not in policy:
        faults.append("Content-Security-Policy")
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if is_page and ("frame-ancestors 'none'" not in policy or "base-uri 'none'" not in policy):
        faults.append("frame-ancestors, base-uri")
    if "Access-Control-Allow-Origin" in answer.headers:
        faults.append("Access-Control-Allow-Origin")
    for name in ("Server", "X-Powered-By"):
        if re.search(r"\d", answer.headers.get(name, "")):
            faults.append(f"{name} tells a version")
    if answer.content and "Content-Type" not in answer.headers:
        faults.append("Content-Type")
    if (
        answer.headers.get("Content-Type", "").startswith("text/")
        and "charset" not in (answer.headers["Content-Type"])
    ):
        faults.append("charset")
    return faults


@pytest.mark.parametrize("who", ["anonymous", "innlandet medical_director"])
def test_every_address_sends_every_header(world, production, who):
    visitor = next(one for one in world.visitors if one.name == who)
    faults = {}
    with browser_of(production.url, visitor) as browser:
        for path in every_path(world):
            for method in ("GET", "POST", "OPTIONS"):
                answer = browser.request(method, path)
                if found := check_headers(answer):
                    faults[f"{method} {path} {answer.status_code}"] = found
                assert answer.status_code < 500, (method, path)
    assert faults == {}


def test_every_cookie_belongs_to_this_host_alone(world, production):
    seen = set()
    for visitor in world.visitors:
        with browser_of(production.url, visitor) as browser:
            for path in ("/", "/login/", "/arbeid/", "/sok/", "/form-token/"):
                for line in browser.get(path).headers.get_list("Set-Cookie"):
                    (name, cookie), *_ = SimpleCookie(line).items()
                    seen.add(name)
                    assert name.startswith("__Host-"), line
                    assert cookie["secure"], line
                    assert cookie["httponly"], line
                    assert cookie["path"] == "/", line
                    assert not cookie["domain"], line
                    assert cookie["samesite"] in ("Lax", "Strict"), line
                    assert len(line) < 4096
    assert "__Host-csrf" in seen


def test_the_language_is_remembered_in_a_cookie_of_this_host(production):
    with httpx.Client(base_url=production.url, headers=BEHIND_TLS) as browser:
        page = browser.get("/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None
        kept = SimpleCookie(page.headers["Set-Cookie"])
        answer = browser.post(
            "/language/",
            data={"language": "en", "csrfmiddlewaretoken": token[1]},
            headers={
                "Cookie": "; ".join(f"{name}={one.value}" for name, one in kept.items()),
                "Referer": "https://127.0.0.1/",
                "Origin": production.url.replace("http:", "https:"),
            },
        )
    assert answer.status_code == 302
    line = answer.headers["Set-Cookie"]
    assert "Secure" in line
    assert "HttpOnly" in line
    assert "Domain" not in line


def test_an_open_line_is_led_to_the_encrypted_one_and_shown_nothing(production):
    for path in ("/", "/arbeid/", "/api/v1/cases"):
        answer = httpx.get(f"{production.url}{path}")
        assert answer.status_code == 301
        assert answer.headers["Location"].startswith("https://")
        assert not answer.content


def test_another_host_name_is_not_answered(production):
    answer = httpx.get(production.url, headers=BEHIND_TLS | {"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "DEBUG"])
def test_methods_that_nobody_needs_do_nothing(production, method):
    with httpx.Client(base_url=production.url, headers=BEHIND_TLS) as browser:
        answer = browser.request(method, "/arbeid/", headers={"X-Secret": "abc"})
    assert answer.status_code in (302, 400, 403, 404, 405, 501)
    assert "abc" not in answer.text


def test_no_link_leads_nowhere(walks):
    broken = {
        f"{who} {path}": status
        for who, found in walks.items()
        for path, status in found.statuses.items()
        if status not in (200, 302)
    }
    assert broken == {}
    assert sum(len(found.statuses) for found in walks.values()) > 100


def test_every_page_is_linked_from_somewhere(walks):
    reached = {path.partition("?")[0] for found in walks.values() for path in found.statuses}
    forgotten = [
        address.pattern
        for address in addresses()
        if not address.of_api
        and address.name not in NOT_LINKED
        and not address.pattern.startswith(ELSEWHERE)
        and not any(re.fullmatch(shape_of(address.pattern), path) for path in reached)
    ]
    assert forgotten == []


def shape_of(pattern: str) -> str:
    """An address with anything in its parts."""
    return "/" + re.sub(r"<[^>]+>", "[^/]+", pattern)


def test_no_identity_number_in_addresses_titles_or_the_log(walks, world, production):
    for who, found in walks.items():
        for path in found.statuses:
            assert not ELEVEN_DIGITS.search(path), (who, path)
            assert PATIENT_NUMBER not in path
        for path, title in found.titles.items():
            assert not ELEVEN_DIGITS.search(title), (who, path, title)
            assert PATIENT_NAME not in title
    shown = [text for found in walks.values() for text in found.texts.values()]
    written = f"{PATIENT_NUMBER[:6]} {PATIENT_NUMBER[6:]}"
    assert any(written in text for text in shown), "somebody must see it, or this is no test"
    assert written not in production.log()
    log = production.log()
    assert PATIENT_NUMBER not in log
    assert PATIENT_NAME not in log


def test_no_door_was_left_open(world, production):
    paths = list(guessed_paths())
    assert len(paths) >= 500
    opened = []
    for who in ("anonymous", "innlandet medical_director"):
        visitor = next(one for one in world.visitors if one.name == who)
        with browser_of(production.url, visitor) as browser:
            for path in paths if who == "anonymous" else paths[::4]:
                answer = browser.get(path)
                if answer.status_code not in (400, 404) and not _is_a_page_of_ours(path, answer):
                    opened.append(f"{who} {path} {answer.status_code}")
    assert opened == []


def _is_a_page_of_ours(path: str, answer: httpx.Response) -> bool:
    """A slash is added where a page of ours is meant; that page is asked for elsewhere."""
    location = answer.headers.get("Location", "")
    return answer.status_code in (301, 302) and location in (f"{path}/", "/login/")
