"""What passes between the applicant, the helper and those who assess."""

from dataclasses import replace

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Field, Kind, Option, When
from likeverd.core.step_questions.shared import coded_reasons, long_text
from likeverd.core.text import Text, unchanged


def nothing(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """The step asks for nothing beside the case itself."""
    return ()


def hand_to_consultant(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """A message from the helper to the consultant, if there is one."""
    message = long_text(
        "message",
        Text("Beskjed til overlegen", "Melding til overlegen", "Message to the consultant"),
        Text(
            "For eksempel hva du ikke fant i papirene.",
            "Til dømes kva du ikkje fann i papira.",
            "For example what you did not find in the papers.",
        ),
        longest=1000,
    )
    return (replace(message, required=False),)


def ask(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """A bundled list of questions, each tied to a field of the form, with a date."""
    about = Field(
        "field",
        Kind.CHOICE,
        Text("Gjelder feltet", "Gjeld feltet", "About the field"),
        Text(
            "Spørsmålet vises ved feltet hos søkeren.",
            "Spørsmålet blir vist ved feltet hos søkjaren.",
            "The question is shown at the field to the applicant.",
        ),
        "S4",
        options=tuple(
            Option(field.key, field.label)
            for field in ruleset.form.fields
            if field.is_asked(case.answers)
        ),
    )
    question = Field(
        "question",
        Kind.TEXT,
        Text("Spørsmål", "Spørsmål", "Question"),
        Text(
            "Spør om det som trengs for å gå videre, ikke mer.",
            "Spør om det som trengst for å gå vidare, ikkje meir.",
            "Ask for what is needed to go on, no more.",
        ),
        "S4",
        longest=1000,
    )
    return (
        Field(
            "questions",
            Kind.ROWS,
            Text("Spørsmål til søkeren", "Spørsmål til søkjaren", "Questions to the applicant"),
            Text(
                "Samle alt i én liste. Klokka står stille mens dere venter på svar.",
                "Samle alt i éi liste. Klokka står stille medan de ventar på svar.",
                "Gather all in one list. The clock stands still while you wait for the answer.",
            ),
            "S4",
            columns=(about, question),
        ),
        Field(
            "answer_by",
            Kind.DATE,
            Text("Svar innen", "Svar innan", "Answer by"),
            Text(
                "Søkeren ser datoen i arbeidslisten sin.",
                "Søkjaren ser datoen i arbeidslista si.",
                "The applicant sees the date in the work list.",
            ),
            "S4",
            when=When.FUTURE,
        ),
    )


def answer(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """One answer per question, and the asked fields themselves for a new value."""
    fields: list[Field] = []
    for number, question in enumerate(case.questions):
        asked = ruleset.form.field(question.field)
        why = asked.label if asked else Text("Hele saken", "Heile saka", "The whole case")
        label = unchanged(question.question)
        fields.append(Field(f"answer_{number}", Kind.TEXT, label, why, "S4", longest=3000))
    return (*fields, *changed_fields(case, ruleset))


def changed_fields(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """The form's fields that the open questions are about, each once; new values optional."""
    asked = {question.field for question in case.questions}
    return tuple(
        replace(field, required=False, asked_when=None)
        for field in ruleset.form.fields
        if field.key in asked
    )


def send_back(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Why the application goes back, and what the applicant should do."""
    message = long_text(
        "message",
        Text("Hva må gjøres?", "Kva må gjerast?", "What must be done?"),
        Text(
            "Søkeren ser teksten i saken.",
            "Søkjaren ser teksten i saka.",
            "The applicant sees the text in the case.",
        ),
        longest=3000,
    )
    return (coded_reasons("return", ruleset), message)
