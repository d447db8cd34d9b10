"""What states and actions are called: to staff, to the applicant, and to the patient."""

from dataclasses import dataclass
from typing import Final

from likeverd.core.text import Text
from likeverd.core.vocabulary import Action, Role, State


@dataclass(frozen=True, slots=True)
class Labels:
    """One thing in three registers of speech. For an action ``staff`` is the button."""

    staff: Text
    applicant: Text
    patient: Text


def _same(nb: str, nn: str, en: str) -> Labels:
    text = Text(nb, nn, en)
    return Labels(text, text, text)


def _told(button: Text, done: Text) -> Labels:
    """An action that the patient reads of in the same words as the applicant."""
    return Labels(button, done, done)


WITH_HOSPITAL: Final = Text(
    "Sykehuset vurderer søknaden",
    "Sjukehuset vurderer søknaden",
    "The hospital is assessing the application",
)
DOCTOR_WRITES: Final = Text(
    "Legen din skriver søknaden",
    "Legen din skriv søknaden",
    "Your doctor is writing the application",
)
DOCTOR_ADDS: Final = Text(
    "Legen din legger til opplysninger",
    "Legen din legg til opplysningar",
    "Your doctor is adding information",
)

STATE_LABELS: Final[dict[State, Labels]] = {
    State.DRAFT: Labels(
        Text("Utkast", "Utkast", "Draft"), Text("Utkast", "Utkast", "Draft"), DOCTOR_WRITES
    ),
    State.CLINICAL_REVIEW: Labels(
        Text("Faglig vurdering", "Fagleg vurdering", "Professional assessment"),
        Text("Hos fagansvarlig leder", "Hos fagansvarleg leiar", "With the clinical lead"),
        WITH_HOSPITAL,
    ),
    State.ANCHORING: Labels(
        Text("Prioritering", "Prioritering", "Priority assessment"),
        Text(
            "Hos forankringsansvarlig leder",
            "Hos forankringsansvarleg leiar",
            "With the anchoring manager",
        ),
        WITH_HOSPITAL,
    ),
    State.COMMITTEE: Labels(
        Text("Vurderingskomité", "Vurderingskomité", "Assessment committee"),
        Text("I vurderingskomiteen", "I vurderingskomiteen", "In the assessment committee"),
        WITH_HOSPITAL,
    ),
    State.DECISION: Labels(
        Text("Til avgjørelse", "Til avgjerd", "Awaiting decision"),
        Text(
            "Til avgjørelse hos direktøren",
            "Til avgjerd hos direktøren",
            "With the director for decision",
        ),
        WITH_HOSPITAL,
    ),
    State.AWAITING_ANSWERS: Labels(
        Text("Venter på svar fra søker", "Ventar på svar frå søkjar", "Waiting for the applicant"),
        Text("Du har spørsmål å svare på", "Du har spørsmål å svare på", "Questions for you"),
        DOCTOR_ADDS,
    ),
    State.RETURNED: Labels(
        Text("Returnert til søker", "Returnert til søkjar", "Returned to the applicant"),
        Text("Returnert til deg", "Returnert til deg", "Returned to you"),
        DOCTOR_ADDS,
    ),
    State.GRANTED: Labels(
        Text("Innvilget", "Innvilga", "Granted"),
        Text("Innvilget", "Innvilga", "Granted"),
        Text("Søknaden er innvilget", "Søknaden er innvilga", "The application is granted"),
    ),
    State.GRANTED_WITH_CONDITIONS: Labels(
        Text("Innvilget med vilkår", "Innvilga med vilkår", "Granted with conditions"),
        Text("Innvilget med vilkår", "Innvilga med vilkår", "Granted with conditions"),
        Text(
            "Søknaden er innvilget med vilkår",
            "Søknaden er innvilga med vilkår",
            "The application is granted with conditions",
        ),
    ),
    State.REFUSED: Labels(
        Text("Avslått", "Avslått", "Refused"),
        Text("Avslått", "Avslått", "Refused"),
        Text("Søknaden er avslått", "Søknaden er avslått", "The application is refused"),
    ),
    State.WRONG_SCHEME: Labels(
        Text("Feil ordning", "Feil ordning", "Wrong scheme"),
        Text("Hører til en annen ordning", "Høyrer til ei anna ordning", "Another scheme applies"),
        Text(
            "Søknaden hører til en annen ordning",
            "Søknaden høyrer til ei anna ordning",
            "The application belongs to another scheme",
        ),
    ),
    State.STOPPED: Labels(
        Text("Stanset i linjen", "Stansa i linja", "Stopped in the line"),
        Text("Stanset av leder", "Stansa av leiar", "Stopped by a leader"),
        Text(
            "Søknaden ble ikke sendt videre",
            "Søknaden blei ikkje send vidare",
            "The application was not sent on",
        ),
    ),
    State.WITHDRAWN: Labels(
        Text("Trukket", "Trekt", "Withdrawn"),
        Text("Trukket av deg", "Trekt av deg", "Withdrawn by you"),
        Text("Søknaden er trukket", "Søknaden er trekt", "The application is withdrawn"),
    ),
    State.MOVED: Labels(
        Text("Flyttet", "Flytt", "Moved"),
        Text(
            "Flyttet til et annet helseforetak",
            "Flytt til eit anna helseføretak",
            "Moved to another trust",
        ),
        Text(
            "Søknaden behandles ved et annet sykehus",
            "Søknaden blir behandla ved eit anna sjukehus",
            "Another hospital is handling the application",
        ),
    ),
    State.CLOSED_BY_DEATH: _same("Lukket", "Lukka", "Closed"),
}

ACTION_LABELS: Final[dict[Action, Labels]] = {
    Action.HAND_TO_CONSULTANT: Labels(
        Text("Gi til overlegen", "Gi til overlegen", "Hand to the consultant"),
        Text("Klar for deg å lese og sende", "Klar for deg å lese og sende", "Ready for you"),
        DOCTOR_WRITES,
    ),
    Action.SUBMIT: Labels(
        Text("Send søknaden", "Send søknaden", "Send the application"),
        Text("Søknaden er sendt", "Søknaden er send", "The application is sent"),
        Text("Legen din har søkt", "Legen din har søkt", "Your doctor has applied"),
    ),
    Action.RESUBMIT: Labels(
        Text("Send på nytt", "Send på nytt", "Send again"),
        Text("Søknaden er sendt på nytt", "Søknaden er send på nytt", "The application is resent"),
        Text("Legen din har søkt på nytt", "Legen din har søkt på nytt", "Your doctor reapplied"),
    ),
    Action.ASSESS: Labels(
        Text("Vurder og send videre", "Vurder og send vidare", "Assess and send on"),
        Text(
            "Faglig vurdert og sendt videre",
            "Fagleg vurdert og send vidare",
            "Assessed professionally and sent on",
        ),
        WITH_HOSPITAL,
    ),
    Action.PRIORITISE: Labels(
        Text("Prioriter og send videre", "Prioriter og send vidare", "Prioritise and send on"),
        Text("Prioritert og sendt videre", "Prioritert og send vidare", "Prioritised and sent on"),
        WITH_HOSPITAL,
    ),
    Action.RECOMMEND: Labels(
        Text("Gi tilråding", "Gi tilråding", "Recommend"),
        Text("Komiteen har gitt råd", "Komiteen har gitt råd", "The committee has advised"),
        WITH_HOSPITAL,
    ),
    Action.ASK: Labels(
        Text("Spør søkeren", "Spør søkjaren", "Ask the applicant"),
        Text("Du har fått spørsmål", "Du har fått spørsmål", "You have been asked"),
        DOCTOR_ADDS,
    ),
    Action.ANSWER: Labels(
        Text("Svar på spørsmålene", "Svar på spørsmåla", "Answer the questions"),
        Text("Svarene er sendt", "Svara er sende", "The answers are sent"),
        WITH_HOSPITAL,
    ),
    Action.RETURN: Labels(
        Text("Returner til søkeren", "Returner til søkjaren", "Return to the applicant"),
        Text("Søknaden er returnert", "Søknaden er returnert", "The application is returned"),
        DOCTOR_ADDS,
    ),
    Action.STOP: Labels(
        Text("Stans saken", "Stans saka", "Stop the case"),
        Text("Saken er stanset av leder", "Saka er stansa av leiar", "Stopped by a leader"),
        STATE_LABELS[State.STOPPED].patient,
    ),
    Action.GRANT: Labels(
        Text("Innvilg", "Innvilg", "Grant"),
        Text("Søknaden er innvilget", "Søknaden er innvilga", "The application is granted"),
        STATE_LABELS[State.GRANTED].patient,
    ),
    Action.GRANT_WITH_CONDITIONS: Labels(
        Text("Innvilg med vilkår", "Innvilg med vilkår", "Grant with conditions"),
        Text(
            "Søknaden er innvilget med vilkår",
            "Søknaden er innvilga med vilkår",
            "The application is granted with conditions",
        ),
        STATE_LABELS[State.GRANTED_WITH_CONDITIONS].patient,
    ),
    Action.REFUSE: Labels(
        Text("Avslå", "Avslå", "Refuse"),
        Text("Søknaden er avslått", "Søknaden er avslått", "The application is refused"),
        STATE_LABELS[State.REFUSED].patient,
    ),
    Action.REFER: Labels(
        Text("Feil ordning", "Feil ordning", "Wrong scheme"),
        Text(
            "Søknaden hører til en annen ordning",
            "Søknaden høyrer til ei anna ordning",
            "The application belongs to another scheme",
        ),
        STATE_LABELS[State.WRONG_SCHEME].patient,
    ),
    Action.WITHDRAW: Labels(
        Text("Trekk søknaden", "Trekk søknaden", "Withdraw the application"),
        Text("Søknaden er trukket", "Søknaden er trekt", "The application is withdrawn"),
        STATE_LABELS[State.WITHDRAWN].patient,
    ),
    Action.REGISTER_DEATH: Labels(
        Text(
            "Registrer at pasienten er død",
            "Registrer at pasienten er død",
            "Register that the patient has died",
        ),
        Text("Saken er lukket", "Saka er lukka", "The case is closed"),
        Text("Saken er lukket", "Saka er lukka", "The case is closed"),
    ),
    Action.DECLARE_CONFLICT: Labels(
        Text("Meld deg inhabil", "Meld deg inhabil", "Declare a conflict of interest"),
        Text(
            "En av dem som skulle vurdere, er inhabil",
            "Ein av dei som skulle vurdere, er inhabil",
            "One of the handlers has a conflict of interest",
        ),
        WITH_HOSPITAL,
    ),
    Action.ADD_REFERENCE: _told(
        Text("Legg til kilde", "Legg til kjelde", "Add a source"),
        Text("En kilde er lagt til", "Ei kjelde er lagd til", "A source is added"),
    ),
    Action.SEEK_ADVICE: _told(
        Text("Be om råd", "Be om råd", "Ask for advice"),
        Text("Det er bedt om råd", "Det er bede om råd", "Advice is asked for"),
    ),
    Action.RECORD_ADVICE: _told(
        Text("Før inn råd som har kommet", "Før inn råd som har kome", "Record advice that came"),
        Text("Råd har kommet", "Råd har kome", "Advice has come"),
    ),
    Action.GIVE_ADVICE: _told(
        Text("Gi råd", "Gi råd", "Give advice"),
        Text(
            "Den sakkyndige har gitt råd", "Den sakkunnige har gitt råd", "The expert has advised"
        ),
    ),
    Action.CONSIDER_ADVICE: _told(
        Text("Ta stilling til råd", "Ta stilling til råd", "Consider advice"),
        Text(
            "Det er tatt stilling til råd", "Det er teke stilling til råd", "Advice is considered"
        ),
    ),
    Action.ACKNOWLEDGE: _told(
        Text("Kvitter for saken", "Kvitter for saka", "Acknowledge the case"),
        Text(
            "Fagdirektøren der pasienten bor, har kvittert",
            "Fagdirektøren der pasienten bur, har kvittert",
            "The medical director where the patient lives has acknowledged",
        ),
    ),
    Action.OFFER_MOVE: _told(
        Text(
            "Flytt til et annet helseforetak",
            "Flytt til eit anna helseføretak",
            "Move to another trust",
        ),
        Text(
            "Saken er tilbudt et annet helseforetak",
            "Saka er tilboden eit anna helseføretak",
            "The case is offered",
        ),
    ),
    Action.TAKE_OVER: _told(
        Text("Ta over saken", "Ta over saka", "Take the case over"),
        Text("Saken er tatt over", "Saka er teken over", "The case is taken over"),
    ),
    Action.REQUEST_REVIEW: _told(
        Text("Be om ny vurdering", "Be om ny vurdering", "Ask for a review"),
        Text("Nye opplysninger er sendt", "Nye opplysningar er sende", "New facts are sent"),
    ),
    Action.UPHOLD: _told(
        Text("La avgjørelsen stå", "La avgjerda stå", "Let the decision stand"),
        Text(
            "Et annet helseforetak lot avgjørelsen stå",
            "Eit anna helseføretak lét avgjerda stå",
            "Another trust let the decision stand",
        ),
    ),
    Action.REOPEN: _told(
        Text(
            "Saken skal vurderes på nytt",
            "Saka skal vurderast på nytt",
            "Have the case considered anew",
        ),
        Text("Saken skal vurderes på nytt", "Saka skal vurderast på nytt", "To be considered anew"),
    ),
    Action.CONSIDER_CHANGE: Labels(
        Text(
            "Vurder endringen av metoden",
            "Vurder endringa av metoden",
            "Consider the change of the method",
        ),
        Text(
            "Det er vurdert hva endringen av metoden betyr for saken",
            "Det er vurdert kva endringa av metoden har å seie for saka",
            "What the change of the method means for the case was considered",
        ),
        Text(
            "Det er vurdert hva en ny avgjørelse om behandlingen betyr for søknaden",
            "Det er vurdert kva ei ny avgjerd om behandlinga har å seie for søknaden",
            "What a new decision on the treatment means for the application was considered",
        ),
    ),
}

ROLE_LABELS: Final[dict[Role, Text]] = {
    Role.TREATING_CONSULTANT: Text(
        "Behandlende overlege", "Behandlande overlege", "Treating consultant"
    ),
    Role.HELPER: Text("Medhjelper", "Medhjelpar", "Helper"),
    Role.CLINICAL_LEAD_REVIEWER: Text("Fagansvarlig leder", "Fagansvarleg leiar", "Clinical lead"),
    Role.ANCHORING_MANAGER: Text(
        "Forankringsansvarlig leder", "Forankringsansvarleg leiar", "Anchoring manager"
    ),
    Role.ASSESSMENT_COMMITTEE: Text("Vurderingskomité", "Vurderingskomité", "Assessment committee"),
    Role.MEDICAL_DIRECTOR: Text("Fagdirektør", "Fagdirektør", "Medical director"),
    Role.ACCESS_MANAGER: Text("Tilgangsansvarlig", "Tilgangsansvarleg", "Access manager"),
    Role.LOG_REVIEWER: Text("Loggkontrollør", "Loggkontrollør", "Log reviewer"),
    Role.METHOD_SECRETARIAT: Text(
        "Metodesekretariat", "Metodesekretariat", "Secretariat of methods"
    ),
    Role.PROCEDURE_KEEPER: Text(
        "Prosedyreansvarlig", "Prosedyreansvarleg", "Keeper of the procedure"
    ),
    Role.ARCHIVIST: Text("Arkivar", "Arkivar", "Archivist"),
}
