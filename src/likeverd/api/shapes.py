"""What goes in and out of the API. Names are those of the glossary."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field


class Strict(Schema):
    """What is sent in: an unknown key is an error that names it."""

    model_config = ConfigDict(extra="forbid")


class MethodOut(Schema):
    """A method of the register."""

    id: int
    key: str
    method_id: str | None
    name: str
    substance: str
    atc: str
    indication: str
    kind: str
    demonstration: bool


class NewCaseIn(Strict):
    """What a new application begins with. ``applicant`` is a username; empty means oneself.

    ``route_answers`` are answers to the guide's questions, by the names of its facts; ``route_reason`` is needed where
    the guide closes this way or recommends another.
    """

    department: int
    method: int
    identity_number: str = Field(max_length=40)
    patient_name: str = Field(max_length=400)
    applicant: str = ""
    paper_received: date | None = None
    renews: str = Field("", max_length=24)
    why_new: str = Field("", max_length=1000)
    route_answers: dict[str, str] = Field(default_factory=dict, max_length=20)
    route_reason: str = Field("", max_length=1000)


class DraftIn(Strict):
    """Answers to save, by the form's keys; keys that are left out stay as they are."""

    revision: int = Field(ge=0)
    answers: dict[str, Any]


class SavedOut(Schema):
    """The saved draft; ``set_aside`` holds one's own words where someone else's stand."""

    number: str
    revision: int
    answers: dict[str, Any]
    set_aside: dict[str, Any]
    faults: list["FaultOut"]


class FaultOut(Schema):
    """What is wrong or missing at a field."""

    field: str
    message: str


class ActionIn(Strict):
    """A step: the version that was seen, and the step's answers.

    ``revision`` is the draft that was seen, where an application is sent.
    """

    version: int
    revision: int | None = None
    answers: dict[str, Any] = {}


class StepOut(Schema):
    """Where a case is after a step."""

    number: str
    state: str
    version: int
    due_on: date | None


class CaseRow(Schema):
    """A case in a list."""

    number: str
    state: str
    urgent: bool
    due_on: date | None
    state_since: datetime
    method: str
    department: str
    trust: str
    applicant: str


class CaseRows(Schema):
    """A page of a list; ``following`` goes into ``after`` for the next page."""

    total: int
    following: str
    rows: list[CaseRow]


class EventOut(Schema):
    """Something that happened. The content is in the words of the step's questions."""

    sequence: int
    kind: str
    at: datetime
    by: str
    role: str | None
    deputy_for: str | None
    action: str | None
    state_before: str
    state_after: str
    content: dict[str, Any]


class ActionOut(Schema):
    """A step that the person may take now, and the fields that it asks for."""

    action: str
    label: str
    fields: list["FieldOut"]


class FieldOut(Schema):
    """A question: how it is answered, and when it is asked."""

    key: str
    kind: str
    label: str
    why: str
    rule: str
    required: bool
    options: list["OptionOut"]
    columns: list["FieldOut"]
    asked_when: dict[str, Any] | None


class OptionOut(Schema):
    """One coded answer."""

    code: str
    label: str


class PatientOut(Schema):
    """The patient, where the person's role needs the identity."""

    name: str
    identity_number: str


class CaseOut(Schema):
    """A case with its events and the steps that the person may take."""

    number: str
    scheme: str
    state: str
    version: int
    revision: int
    trust: str
    division: str
    department: str
    method: MethodOut
    patient: PatientOut | None
    applicant: str
    paper: bool
    urgent: bool
    start_by: date | None
    due_on: date | None
    submitted_at: datetime | None
    ended_at: datetime | None
    form_version: str
    trust_rules_version: str
    answers: dict[str, Any]
    questions: list[dict[str, str]]
    faults: list[FaultOut]
    waits_for: list[str]
    events: list[EventOut]
    actions: list[ActionOut]


class ComparisonOut(Schema):
    """One field of a like case: whether it is the same as here, and in words how."""

    field: str
    same: bool
    words: str


class LikeCaseOut(Schema):
    """An earlier case, de-identified. In a small group everything but outcome and reasons is null or empty."""

    outcome: str
    reasons: list[str]
    method: str | None
    comparisons: list[ComparisonOut]
    region: str | None
    year: int | None
    working_days: int | None
    how_it_went: str | None
    wording: str | None


class LikeCasesOut(Schema):
    """The nearest cases, the nearest first, and how many others there are.

    ``others`` is in words, because a small number is not told; null where nothing can be counted. ``pattern``: how
    like cases were decided, where that is clear; a decision that departs from it must answer ``departure``.
    """

    indication_group: str
    pattern: str | None
    stated: int | None
    stated_source: str | None
    others: str | None
    nearest: list[LikeCaseOut]


class FormOut(Schema):
    """A form: its sections with their fields."""

    scheme: str
    version: str
    sections: list["SectionOut"]


class SectionOut(Schema):
    """Fields that belong together."""

    key: str
    title: str
    fields: list[FieldOut]


class DepartmentOut(Schema):
    """A department where the person may write applications."""

    id: int
    name: str
    trust: str
