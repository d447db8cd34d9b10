"""What is asked when a letter is given, and when one is corrected."""

from typing import Final

from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.patient_view import needs_conversation
from likeverd.core.text import Text
from likeverd.core.vocabulary import State
from likeverd.letters.actions.correcting import LONGEST_CORRECTION

LANGUAGE: Final = Field(
    "language",
    Kind.CHOICE,
    Text("Språket i brevet", "Språket i brevet", "The letter's language"),
    Text(
        "Velg det pasienten bruker. Er brevet laget på et annet språk, lages det nå.",
        "Vel det pasienten bruker. Er brevet laga på eit anna språk, blir det laga no.",
        "Choose what the patient uses. If the letter was made in another language, it is made now.",
    ),
    "I",
    options=(
        Option("nb", Text("Bokmål", "Bokmål", "Bokmål")),
        Option("nn", Text("Nynorsk", "Nynorsk", "Nynorsk")),
        Option("en", Text("Engelsk", "Engelsk", "English")),
    ),
)
CONVERSATION: Final = Field(
    "conversation_on",
    Kind.DATE,
    Text(
        "Dagen for samtalen med pasienten",
        "Dagen for samtalen med pasienten",
        "The day of the conversation with the patient",
    ),
    Text(
        "Pasienten kan lese svaret og brevet fra denne dagen.",
        "Pasienten kan lese svaret og brevet frå denne dagen.",
        "The patient can read the answer and the letter from this day.",
    ),
    "I",
)
CONTACT_WHO: Final = Field(
    "contact_who",
    Kind.LINE,
    Text(
        "Avtalt kontakt: hvem snakker med pasienten?",
        "Avtalt kontakt: kven snakkar med pasienten?",
        "Planned contact: who speaks with the patient?",
    ),
    Text(
        "Et svar åpnes ikke dagen før en helg eller helligdag uten at noen skal snakke med pasienten.",
        "Eit svar blir ikkje opna dagen før ei helg eller ein heilagdag utan at nokon skal snakke med pasienten.",
        "An answer does not open on the eve of a holiday unless somebody is to speak with the patient.",
    ),
    "I",
    required=False,
    longest=120,
)
CONTACT_ON: Final = Field(
    "contact_on",
    Kind.DATE,
    Text("Avtalt kontakt: hvilken dag?", "Avtalt kontakt: kva dag?", "Planned contact: which day?"),
    Text(
        "Bare når svaret skal åpnes før en helg eller helligdag.",
        "Berre når svaret skal opnast før ei helg eller ein heilagdag.",
        "Only when the answer is to open before a holiday.",
    ),
    "I",
    required=False,
)
CORRECTION_FIELDS: Final = (
    Field(
        "what",
        Kind.TEXT,
        Text("Hva er rettet?", "Kva er retta?", "What is corrected?"),
        Text(
            "Står øverst i det nye brevet, som lages på nytt av saken og malen som gjelder nå.",
            "Står øvst i det nye brevet, som blir laga på nytt av saka og malen som gjeld no.",
            "Stands at the top of the new letter, which is made anew of the case and the template now in force.",
        ),
        "I",
        longest=LONGEST_CORRECTION,
    ),
)


def fields_for_giving(state: State, *, answer_shown: bool) -> tuple[Field, ...]:
    """The questions: the language, and what showing the answer takes; a no asks for the day of the conversation."""
    if answer_shown:
        return (LANGUAGE,)
    conversation = (CONVERSATION,) if needs_conversation(state) else ()
    return (LANGUAGE, *conversation, CONTACT_WHO, CONTACT_ON)
