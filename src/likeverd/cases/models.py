"""A case: its state row, its append-only events, and the drafts of its form.

Only ``actions.py`` writes here, and reads go through ``selectors.py``. Person ids that the
rules need at every step stand in arrays on the row, so that lists need no joins.
"""

import json
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value

from likeverd.core.events import ROUND_ENDS
from likeverd.core.vocabulary import OPEN_STATES, State
from likeverd.methods.models import Method
from likeverd.organisations.models import HospitalTrust, Person, Unit

STATES = [(state.value, state.value) for state in State]


class Patient(models.Model):
    """The patient as this trust knows the person.

    The number is kept within a trust only: a constraint across trusts would reveal that
    another hospital has the person. A number may stand with two names, since names change
    and are mistyped; a case keeps the name it was written with. Sex and birth date are never
    derived from the number.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT)
    identity_number = models.CharField(max_length=11)
    identity_kind = models.CharField(max_length=20)
    name = models.CharField(max_length=160)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trust", "identity_number", "name"], name="one_patient_per_name"
            )
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"


class Case(models.Model):
    """The state row of a case: what the events amount to, kept for lists and locks."""

    number = models.CharField(max_length=24, unique=True)
    scheme = models.CharField(max_length=40)
    trust = models.ForeignKey(HospitalTrust, models.PROTECT)
    division = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    department = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    method = models.ForeignKey(Method, models.PROTECT)
    patient = models.ForeignKey(Patient, models.PROTECT)
    applicant = models.ForeignKey(Person, models.PROTECT, related_name="+")
    form_version = models.CharField(max_length=40)
    trust_rules_version = models.CharField(max_length=40)
    paper = models.BooleanField(default=False)
    paper_received = models.DateField(null=True, blank=True)
    earlier_case = models.ForeignKey("self", models.PROTECT, null=True, blank=True)

    state = models.CharField(max_length=30, choices=STATES, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    furthest = models.PositiveSmallIntegerField(default=0)
    asked_from = models.CharField(max_length=30, blank=True)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    draft_revision = models.PositiveIntegerField(default=0)
    ready_for_consultant = models.BooleanField(default=False)

    handlers = models.JSONField(default=list)
    helpers = ArrayField(models.BigIntegerField(), default=list)
    participants = ArrayField(models.BigIntegerField(), default=list)
    conflicted = ArrayField(models.BigIntegerField(), default=list)
    barred = ArrayField(models.BigIntegerField(), default=list)
    # Where the trust's committee meets: those of it who have said that they have no conflict of interest, and so may
    # see the case on that ground. NULL where nobody needs to say so.
    cleared = ArrayField(models.BigIntegerField(), null=True, blank=True)

    # Changes of the method that nobody has yet said the meaning of for this case; and whether one closed its way.
    method_changes = ArrayField(models.UUIDField(), default=list, db_default=[])
    route_ended = models.BooleanField(default=False, db_default=False)

    # Others than the trust itself, each for a reason and as long as it lasts (core.elsewhere).
    home_trust = models.ForeignKey(
        HospitalTrust, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    home_acknowledged = models.BooleanField(default=False, db_default=False)
    receiving_trust = models.ForeignKey(
        HospitalTrust, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    receiving_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    review_trust = models.ForeignKey(
        HospitalTrust, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    first_deciders = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    advice = models.JSONField(default=list, db_default=Value([], models.JSONField()))

    urgent = models.BooleanField(default=False)
    start_by = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_before_pause = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    state_since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OPEN_STATES], ended_at=None)
                | Q(
                    state__in=[s.value for s in State if s not in OPEN_STATES],
                    ended_at__isnull=False,
                ),
                name="ended_cases_have_an_end",
            ),
            models.CheckConstraint(
                condition=Q(asked_from="") | Q(state=State.AWAITING_ANSWERS),
                name="only_asked_cases_await_answers",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["trust", "state", "-urgent", "due_on", "id"],
                name="case_waiting",
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
            ),
            models.Index(
                fields=["applicant", "state"],
                name="case_open_of_applicant",
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
            ),
            models.Index(fields=["trust", "-id"], name="case_of_trust"),
            models.Index(fields=["department", "-id"], name="case_of_department"),
            models.Index(fields=["division", "-id"], name="case_of_division"),
            models.Index(fields=["patient", "method"], name="case_of_patient"),
            models.Index(fields=["method", "-id"], name="case_of_method"),
            GinIndex(fields=["participants"], name="case_participants"),
            *(
                models.Index(
                    fields=[column, "-id"],
                    name=name,
                    condition=Q(**{f"{column}__isnull": False}),
                )
                for column, name in (
                    ("home_trust", "case_of_home_trust"),
                    ("review_trust", "case_under_review"),
                    ("receiving_person", "case_offered"),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.number


def trust_of_the_case() -> models.ForeignKey:
    """The case's trust on a row that belongs to it; filled in by the database itself."""
    return models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+", editable=False)


class CaseEvent(models.Model):
    """What happened. Rows are inserted and never changed: a database trigger refuses it.

    ``content`` is given at insertion and moved by the database to ``EventContent``, where it can lawfully be deleted
    one day; what stays here is its salted hash, of which the hash chain is made. Read it as ``kept.content``.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    # How often the case had been sent by then; counted by the database itself.
    round = models.PositiveSmallIntegerField(db_default=0, editable=False)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    deputy_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.CharField(max_length=40, blank=True)
    state_before = models.CharField(max_length=30)
    state_after = models.CharField(max_length=30)
    content = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["case", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "sequence"], name="one_event_per_sequence"),
            # Whatever goes wrong above: a round has one decision, or none.
            models.UniqueConstraint(
                fields=["case", "round"],
                condition=Q(kind__in=ROUND_ENDS),
                name="one_decision_per_round",
            ),
            models.CheckConstraint(condition=Q(content__isnull=True), name="content_is_kept_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.sequence} {self.kind}"


class EventContent(models.Model):
    """What an event says of the patient, and what people wrote: apart from the event, with a salt of its own.

    ``body`` is JSON, the exact text that was hashed; ``CaseEvent.content_hash`` is the SHA-256 of salt and body.
    """

    event = models.OneToOneField(
        CaseEvent, models.PROTECT, related_name="kept", primary_key=True, db_constraint=False
    )
    trust = trust_of_the_case()
    salt = models.BinaryField()
    body = models.TextField()

    def __str__(self) -> str:
        return f"content of event {self.pk}"

    @property
    def content(self) -> dict[str, Any]:
        """The content as it was given."""
        return json.loads(self.body)


class DraftRevision(models.Model):
    """One saved state of a form that is being written, so that nothing typed is ever lost.

    ``set_aside`` holds what a second writer wrote where the first writer's words stand.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answers = models.JSONField()
    set_aside = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "revision"], name="one_draft_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}, revision {self.revision}"


class CommandReceipt(models.Model):
    """The answer to a command that carried an idempotency key, so that a repeat is one step.

    Written in the command's own transaction: a command that was not carried out leaves none.
    """

    trust = trust_of_the_case()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="one_receipt_per_key"),
            models.CheckConstraint(condition=~Q(key=""), name="a_key_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.key


class Routing(models.Model):
    """The way that was chosen for a case, and what the guide said then. Rows are added and never changed.

    ``facts`` are as ``likeverd route`` reads them; ``verdicts`` by route; ``closed_by`` names the rules
    (``id@version``) that closed the chosen way. ``reason``: why it was chosen against the advice;
    ``departs`` says that it was.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="routings")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    rule_set = models.CharField(max_length=40)
    facts = models.JSONField()
    verdicts = models.JSONField()
    recommended = models.CharField(max_length=40, blank=True)
    chosen = models.CharField(max_length=40)
    departs = models.BooleanField()
    closed_by = models.JSONField(default=list)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(departs=False) | ~Q(reason=""), name="a_departure_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.chosen}"


class Invitation(models.Model):
    """A person from anywhere sees one case without identity, to advise on it, until a time; then it ends by itself."""

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    advice = models.PositiveSmallIntegerField()
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "advice"], name="one_invitation_per_advice"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="an_invitation_ends"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "ends_at"], name="invitations_of_person"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
