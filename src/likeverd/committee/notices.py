"""Members are told by mail when a meeting is planned, its papers are sent, or it is cancelled; never of its cases."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse

from likeverd.committee.models import Meeting
from likeverd.committee.records import committee_of
from likeverd.core.committee.vocabulary import FORM_LABELS, MeetingForm, MeetingState
from likeverd.core.text import Text
from likeverd.organisations.models import Person
from likeverd.outbox.actions import NewMessage, queue
from likeverd.web.formats import moment

SUBJECTS: Final = {
    MeetingState.PLANNED: Text(
        "Møte i vurderingskomiteen {when}",
        "Møte i vurderingskomiteen {when}",
        "Meeting of the assessment committee {when}",
    ),
    MeetingState.FROZEN: Text(
        "Papirene til møtet {when} er sendt",
        "Papira til møtet {when} er sende",
        "The papers for the meeting {when} are sent",
    ),
    MeetingState.CANCELLED: Text(
        "Møtet {when} er avlyst", "Møtet {when} er avlyst", "The meeting {when} is cancelled"
    ),
}
WHAT_TO_DO: Final = {
    MeetingState.PLANNED: Text(
        "Si fra til den som leder møtet hvis du ikke kan komme, så det kan bli vedtaksført.",
        "Sei frå til den som leier møtet om du ikkje kan kome, så det kan bli vedtaksført.",
        "Tell whoever leads the meeting if you cannot come, so that there can be a quorum.",
    ),
    MeetingState.FROZEN: Text(
        "Ta stilling til om du er inhabil i noen av sakene. Deretter leser du dem og gir din egen vurdering.",
        "Ta stilling til om du er inhabil i nokon av sakene. Deretter les du dei og gir di eiga vurdering.",
        "Declare whether you have a conflict of interest in any of the cases. Then read them and give your own marks.",
    ),
    MeetingState.CANCELLED: Text(
        "Sakene venter på et annet møte.",
        "Sakene ventar på eit anna møte.",
        "The cases wait for another meeting.",
    ),
}
BODY: Final = Text(
    "{subject}.\n\n{form}{place}\n\n{what}\n\n{link}\n\nMeldingen har ingen opplysninger om sakene.\n",
    "{subject}.\n\n{form}{place}\n\n{what}\n\n{link}\n\nMeldinga har ingen opplysningar om sakene.\n",
    "{subject}.\n\n{form}{place}\n\n{what}\n\n{link}\n\nThis message has no information about the cases.\n",
)


def tell_members(meeting: Meeting, *, by: Person, now: datetime) -> None:
    """Queue a notice to everybody of the committee but the one who did it, in the states that are told of."""
    state = MeetingState(meeting.state)
    if state not in SUBJECTS:
        return
    people = [member.person for member in committee_of(meeting) if member.person_id != by.pk]
    messages = [_message(meeting, state, person) for person in people if person.is_active]
    if messages:
        queue(messages, now=now)


def _message(meeting: Meeting, state: MeetingState, person: Person) -> NewMessage:
    language = person.language
    subject = SUBJECTS[state].in_language(language).format(when=moment(meeting.begins_at, language))
    return NewMessage(
        to_person=person,
        subject=subject,
        body=BODY.in_language(language).format(
            subject=subject,
            form=FORM_LABELS[MeetingForm(meeting.form)].in_language(language),
            place=f", {meeting.place}" if meeting.place else "",
            what=WHAT_TO_DO[state].in_language(language),
            link=settings.PUBLIC_ADDRESS + reverse("committee:meeting", args=[meeting.pk]),
        ),
    )
