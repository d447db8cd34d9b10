"""A reason that rests on a file: chosen on the page, kept in the event, and read again by its name."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.security.hostile_files import pdfs
from tests.support.house import build_house
from tests.support.journey import answers_for, begin, complete, step

from likeverd.core.vocabulary import Action, Role, State
from likeverd.documents import actions as documents
from likeverd.documents.models import Document

FORWARD = (
    (Action.SUBMIT, Role.TREATING_CONSULTANT),
    (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
    (Action.PRIORITISE, Role.ANCHORING_MANAGER),
    (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
)


@pytest.mark.django_db
def test_a_file_is_named_behind_the_reasons_and_read_by_its_name():
    house, now = build_house(), timezone.now()
    case = complete(begin(house, house.innlandet, now=now), now=now)
    documents.attach(
        case.number, name="epikrise.pdf", content=pdfs.made(), by=case.applicant, now=now
    )
    Document.objects.update(scan=Document.CLEAN)
    for action, role in FORWARD:
        case = step(case, action, house.innlandet.person(role), now=now)
    director = Client()
    director.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    address = reverse("cases:step", args=[case.number, "grant"])
    form = director.get(address).content.decode()
    assert "Vedlegg som grunnene bygger på" in form
    file = Document.objects.get()
    given = {**answers_for(Action.GRANT, now), "documents": [str(file.pk)]}
    given |= {"version": case.version, "state": case.state}
    answer = director.post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    case.refresh_from_db()
    assert case.state == State.GRANTED
    assert case.events.get(kind="granted").kept.content["documents"] == [str(file.pk)]
    read = director.get(reverse("cases:case", args=[case.number])).content.decode()
    decision = read[read.index("Vurderinger og beslutning") : read.index("Tidslinje")]
    assert "epikrise.pdf" in decision


@pytest.mark.django_db
def test_a_file_in_quarantine_is_not_offered():
    house, now = build_house(), timezone.now()
    case = complete(begin(house, house.innlandet, now=now), now=now)
    documents.attach(
        case.number, name="epikrise.pdf", content=pdfs.made(), by=case.applicant, now=now
    )
    Document.objects.update(scan=Document.WAITING)
    for action, role in FORWARD:
        case = step(case, action, house.innlandet.person(role), now=now)
    director = Client()
    director.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    form = director.get(reverse("cases:step", args=[case.number, "grant"])).content.decode()
    assert "Vedlegg som grunnene bygger på" not in form
