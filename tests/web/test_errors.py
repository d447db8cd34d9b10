"""Error pages say what happened and what to do, even where nothing else works."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from tests.accounts.people import make_person

from likeverd.web import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client: Client, settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.web.gallery"
    client.raise_request_exception = False
    return client


def test_an_unknown_page_and_a_failing_one_have_words_of_ours(visitor: Client) -> None:
    missing = visitor.get("/finnes-ikke/")
    assert missing.status_code == 404
    assert "Vi finner ikke siden" in missing.content.decode()
    failing = visitor.get("/gallery/broken/")
    assert failing.status_code == 500
    assert "Noe gikk galt hos oss" in failing.content.decode()
    assert "meant to fail" not in failing.content.decode()


def test_error_pages_ask_no_database(rf: RequestFactory, django_assert_num_queries: Any) -> None:
    request = rf.get("/")
    with django_assert_num_queries(0):
        for view in (errors.bad_request, errors.forbidden, errors.server_error, errors.unavailable):
            assert view(request).status_code >= 400


def test_a_database_that_does_not_answer_is_told_as_a_pause(rf: RequestFactory) -> None:
    try:
        raise OperationalError("gone")
    except OperationalError:
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "Likeverd er borte et øyeblikk" in response.content.decode()


def test_when_the_database_is_away_a_posted_form_is_kept(rf: RequestFactory) -> None:
    request = rf.post("/sak/", {"text": "En lang begrunnelse som tok tid å skrive"},
                      headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
    page = errors.unavailable(request).content.decode()
    assert "En lang begrunnelse" in page


def test_the_last_resort_is_plain_text(rf: RequestFactory, monkeypatch: Any) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("templates are broken")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_no_page_may_be_kept_by_a_cache(visitor: Client) -> None:
    visitor.force_login(make_person("kari", "Kari"))
    for path in ("/", "/gallery/", "/finnes-ikke/", "/gallery/broken/", "/demo/"):
        assert visitor.get(path).headers["Cache-Control"] == "no-store", path
