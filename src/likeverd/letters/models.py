"""Templates of letters and the letters themselves. Every row is added and never changed: a trigger refuses it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, trust_of_the_case
from likeverd.core.letters import LETTER_ENDS, LETTER_KINDS, LetterKind
from likeverd.organisations.models import LANGUAGES, HospitalTrust, Person

KINDS = [(kind.value, label.nb) for kind, label in LETTER_KINDS.items()]
ENDS = [(end.value, end.value) for end in LETTER_ENDS]


class LetterTemplate(models.Model):
    """One version of a trust's own text for a letter. The newest one that is ``published`` is in force.

    A version that is not published is a draft. Where a trust has published none, the national text holds.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    end = models.CharField(max_length=30, choices=ENDS)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    version = models.PositiveIntegerField()
    text = models.TextField()
    published = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trust", "kind", "end", "language", "version"],
                name="one_template_per_version",
            ),
            models.CheckConstraint(
                condition=Q(published=False) | ~Q(text=""), name="a_published_template_has_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.end}, {self.language}: {self.version}"


class Letter(models.Model):
    """One letter as it was made. ``content`` is ``core.letters.Rendered`` as JSON; the file is made of it alone.

    ``sequence`` is the number of the event that ended the case. ``template`` is None where the national text was used;
    ``template_version`` names the text in both. ``replaces`` is the letter that this one corrects, and ``correction``
    what was wrong in it.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    end = models.CharField(max_length=30, choices=ENDS)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    template_version = models.CharField(max_length=40)
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    correction = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in LetterKind]), name="known_letter_kind"
            ),
            models.UniqueConstraint(
                fields=["case", "sequence", "kind", "language"],
                condition=Q(replaces__isnull=True),
                name="one_first_letter_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction="")
                | Q(replaces__isnull=False) & ~Q(correction=""),
                name="a_correction_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class OfALetter(models.Model):
    """What belongs to a letter, with the letter's case and kind, so that the wall need not look at the letter.

    Trust, case and kind are filled in by the database.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(max_length=12, choices=KINDS, editable=False)

    class Meta:
        abstract = True


class LetterFile(OfALetter):
    """The PDF file of a letter. ``checksum``: SHA-256 in hexadecimal."""

    letter = models.OneToOneField(Letter, models.PROTECT, primary_key=True, related_name="file")
    content = models.BinaryField()
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file of letter {self.pk}"


class LetterRelease(OfALetter):
    """From this moment the letter is given: the doctor's with the decision, the patient's by the doctor."""

    letter = models.OneToOneField(Letter, models.PROTECT, primary_key=True, related_name="release")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"release of letter {self.pk}"
