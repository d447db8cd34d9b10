"""What a package holds, for every way in which a case can end, in both forms of Norwegian."""

import io
import json

import pikepdf
import pytest
from lxml import etree
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state
from tests.support.pdf import text_of

from likeverd.archive.gathering import archive_rules, package_of
from likeverd.archive.message import SCHEMA, messages_of
from likeverd.archive.models import HandOver
from likeverd.archive.package import content_of
from likeverd.core.vocabulary import ENDED_STATES, State
from likeverd.organisations.models import HospitalTrust

pytestmark = pytest.mark.django_db
ENDS = [state for state in ENDED_STATES if state is not State.MOVED]


@pytest.fixture
def house(db):
    return build_house()


def package(case):
    hand_over = HandOver.objects.filter(case=case).latest("number")
    return package_of(hand_over, archive_rules(case.trust_id, hand_over.queued_at))


def files(made):
    return {file.path: content_of(file) for file in made.files}


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("state", ENDS)
def test_every_end_becomes_a_package_that_the_schema_takes(house, state, language):
    HospitalTrust.objects.filter(pk=house.innlandet.trust.pk).update(language=language)
    made = package(case_in_state(house, state))
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    messages = dict(messages_of(made))
    assert next(iter(messages)) == "arkivmelding.xml"
    for message in messages.values():
        schema.assertValid(etree.fromstring(message))
    held = files(made)
    document = json.loads(held["sak.json"])
    assert document["language"] == language
    with pikepdf.open(io.BytesIO(held["sak.pdf"])) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert str(pdf.Root.Lang) == language
    assert PATIENT_NUMBER in text_of(held["sak.pdf"]).replace(" ", "")
