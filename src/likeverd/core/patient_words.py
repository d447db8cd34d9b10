"""What is said to the patient of a case, in plain words: what happened, what happens next, and who has it."""

import re
from dataclasses import dataclass
from typing import Final

from likeverd.core.access import AccessKind, Ground
from likeverd.core.text import Text
from likeverd.core.vocabulary import ENDED_STATES, State


@dataclass(frozen=True, slots=True)
class Told:
    """A state in words for the patient: what has happened, and what happens next."""

    title: Text
    happened: Text
    following: Text


SENT: Final = Text(
    "Legen din har søkt om behandlingen for deg. Søknaden er sendt.",
    "Legen din har søkt om behandlinga for deg. Søknaden er send.",
    "Your doctor has applied for the treatment for you. The application is sent.",
)
ASSESSED: Final = Text(
    "Søknaden er sendt, og fagfolk ved sykehuset har begynt å vurdere den.",
    "Søknaden er send, og fagfolk ved sjukehuset har byrja å vurdere han.",
    "The application is sent, and professionals at the hospital have begun to assess it.",
)
WITH_DOCTOR: Final = Told(
    Text(
        "Legen din legger til opplysninger",
        "Legen din legg til opplysningar",
        "Your doctor is adding information",
    ),
    Text(
        "De som vurderer søknaden, har bedt legen din om mer.",
        "Dei som vurderer søknaden, har bede legen din om meir.",
        "Those who assess the application have asked your doctor for more.",
    ),
    Text(
        "Når legen har svart, fortsetter vurderingen. Du trenger ikke gjøre noe.",
        "Når legen har svart, held vurderinga fram. Du treng ikkje gjere noko.",
        "When the doctor has answered, the assessment goes on. You need not do anything.",
    ),
)
CALL_DOCTOR: Final = Text(
    "Snakk med legen din om hva dette betyr for deg, og hva dere gjør nå.",
    "Snakk med legen din om kva dette betyr for deg, og kva de gjer no.",
    "Talk to your doctor about what this means for you, and what you do now.",
)
ENDED_NOT_TOLD: Final = Told(
    Text(
        "Søknaden er ferdig behandlet", "Søknaden er ferdig behandla", "The application is closed"
    ),
    Text(
        "Sykehuset er ferdig med søknaden. Svaret får du av legen din.",
        "Sjukehuset er ferdig med søknaden. Svaret får du av legen din.",
        "The hospital has finished with the application. Your doctor tells you the answer.",
    ),
    Text(
        "Legen din tar kontakt med deg. Har du ikke hørt noe på en uke, ring avdelingen.",
        "Legen din tek kontakt med deg. Har du ikkje høyrt noko på ei veke, ring avdelinga.",
        "Your doctor will contact you. If you hear nothing in a week, call the department.",
    ),
)


def _step(title: Text, happened: Text, following: Text) -> Told:
    return Told(title, happened, following)


_ASSESSING: Final = Text(
    "Sykehuset vurderer søknaden",
    "Sjukehuset vurderer søknaden",
    "The hospital is assessing the application",
)
TOLD: Final[dict[State, Told]] = {
    State.CLINICAL_REVIEW: _step(
        _ASSESSING,
        SENT,
        Text(
            "En leder på avdelingen ser om søknaden er riktig og faglig godt begrunnet.",
            "Ein leiar på avdelinga ser om søknaden er rett og fagleg godt grunngitt.",
            "A leader at the department checks that the application is right and well founded.",
        ),
    ),
    State.ANCHORING: _step(
        _ASSESSING,
        ASSESSED,
        Text(
            "En direktør vurderer nytten for deg, hvor alvorlig sykdommen er, og hva behandlingen koster.",
            "Ein direktør vurderer nytta for deg, kor alvorleg sjukdommen er, og kva behandlinga kostar.",
            "A director weighs the benefit to you, how severe the illness is, and what the treatment costs.",
        ),
    ),
    State.COMMITTEE: _step(
        _ASSESSING,
        ASSESSED,
        Text(
            "En gruppe fagfolk gir råd. Etterpå avgjør sykehusets direktør for medisin.",
            "Ei gruppe fagfolk gir råd. Etterpå avgjer direktøren for medisin ved sjukehuset.",
            "A group of professionals gives advice. Then the hospital's medical director decides.",
        ),
    ),
    State.DECISION: _step(
        _ASSESSING,
        ASSESSED,
        Text(
            "Sykehusets direktør for medisin skal avgjøre. Svaret får du av legen din.",
            "Direktøren for medisin ved sjukehuset skal avgjere. Svaret får du av legen din.",
            "The hospital's medical director is to decide. Your doctor tells you the answer.",
        ),
    ),
    State.AWAITING_ANSWERS: WITH_DOCTOR,
    State.RETURNED: WITH_DOCTOR,
    State.GRANTED: _step(
        Text("Søknaden er innvilget", "Søknaden er innvilga", "The application is granted"),
        Text(
            "Sykehuset har sagt ja til behandlingen.",
            "Sjukehuset har sagt ja til behandlinga.",
            "The hospital has said yes to the treatment.",
        ),
        CALL_DOCTOR,
    ),
    State.GRANTED_WITH_CONDITIONS: _step(
        Text(
            "Søknaden er innvilget med vilkår",
            "Søknaden er innvilga med vilkår",
            "The application is granted with conditions",
        ),
        Text(
            "Sykehuset har sagt ja til behandlingen, men noe må være oppfylt for å begynne eller fortsette.",
            "Sjukehuset har sagt ja til behandlinga, men noko må vere oppfylt for å byrje eller halde fram.",
            "The hospital has said yes to the treatment, but something must hold for it to begin or go on.",
        ),
        Text(
            "Legen din forklarer hvilke vilkår som gjelder.",
            "Legen din forklarer kva vilkår som gjeld.",
            "Your doctor explains which conditions apply.",
        ),
    ),
    State.REFUSED: _step(
        Text("Søknaden er avslått", "Søknaden er avslått", "The application is refused"),
        Text(
            "Sykehuset har sagt nei til denne behandlingen. Det betyr ikke at du mister annen behandling.",
            "Sjukehuset har sagt nei til denne behandlinga. Det betyr ikkje at du mistar anna behandling.",
            "The hospital has said no to this treatment. It does not mean that you lose other treatment.",
        ),
        Text(
            "Legen din forklarer grunnene og hva dere kan gjøre videre. Er du uenig, kan du klage.",
            "Legen din forklarer grunnane og kva de kan gjere vidare. Er du ueinig, kan du klage.",
            "Your doctor explains the reasons and what can be done. If you disagree, you can complain.",
        ),
    ),
    State.WRONG_SCHEME: _step(
        Text(
            "Søknaden hører til en annen ordning",
            "Søknaden høyrer til ei anna ordning",
            "The application belongs to another scheme",
        ),
        Text(
            "Sykehuset kan ikke svare på søknaden her. En annen ordning er den rette.",
            "Sjukehuset kan ikkje svare på søknaden her. Ei anna ordning er den rette.",
            "The hospital cannot answer the application here. Another scheme is the right one.",
        ),
        Text(
            "Legen din vet hvilken, og kan søke der.",
            "Legen din veit kva for ei, og kan søkje der.",
            "Your doctor knows which, and can apply there.",
        ),
    ),
    State.STOPPED: _step(
        Text(
            "Søknaden ble ikke sendt videre",
            "Søknaden vart ikkje send vidare",
            "The application was not sent on",
        ),
        Text(
            "En leder ved sykehuset har avsluttet søknaden før direktøren fikk den.",
            "Ein leiar ved sjukehuset har avslutta søknaden før direktøren fekk han.",
            "A leader at the hospital has ended the application before it reached the director.",
        ),
        Text(
            "Legen din forklarer hvorfor. Er du uenig, kan du klage.",
            "Legen din forklarer kvifor. Er du ueinig, kan du klage.",
            "Your doctor explains why. If you disagree, you can complain.",
        ),
    ),
    State.WITHDRAWN: _step(
        Text("Søknaden er trukket", "Søknaden er trekt", "The application is withdrawn"),
        Text(
            "Legen din har trukket søknaden.",
            "Legen din har trekt søknaden.",
            "Your doctor has withdrawn the application.",
        ),
        CALL_DOCTOR,
    ),
    State.CLOSED_BY_DEATH: ENDED_NOT_TOLD,
}


def told(state: State, *, outcome: bool) -> Told:
    """The state in words. An end that is not released is told as an end, and not how it went."""
    return TOLD[state] if state not in ENDED_STATES or outcome else ENDED_NOT_TOLD


DID: Final = {
    AccessKind.LIST: Text("Så saken i en liste", "Såg saka i ei liste", "Saw the case in a list"),
    AccessKind.READ: Text("Leste", "Las", "Read"),
    AccessKind.PRINT: Text("Skrev ut", "Skreiv ut", "Printed"),
    AccessKind.EXPORT: Text("Tok ut en kopi", "Tok ut ein kopi", "Took out a copy"),
    AccessKind.CHANGE: Text("Skrev i saken", "Skreiv i saka", "Wrote in the case"),
    AccessKind.DECIDE: Text("Avgjorde saken", "Avgjorde saka", "Decided the case"),
    AccessKind.EMERGENCY: Text(
        "Åpnet med nødinnsyn", "Opna med naudinnsyn", "Opened in an emergency"
    ),
}
BECAUSE: Final = {
    Ground.APPLICANT: Text(
        "Er legen som søkte for deg", "Er legen som søkte for deg", "Is the doctor who applied"
    ),
    Ground.HELPER: Text(
        "Hjelper legen med søknaden", "Hjelper legen med søknaden", "Helps with the application"
    ),
    Ground.HANDLER: Text("Har vurdert saken", "Har vurdert saka", "Has assessed the case"),
    Ground.ROLE: Text("Har en oppgave i saken", "Har ei oppgåve i saka", "Has a task in the case"),
    Ground.DEPUTY: Text(
        "Er stedfortreder for en som har saken",
        "Er stedfortredar for ein som har saka",
        "Is deputy for somebody who has the case",
    ),
    Ground.EMERGENCY_SIGHT: Text("Nødinnsyn", "Naudinnsyn", "Emergency sight"),
    Ground.PATIENT: Text("Det er deg", "Det er deg", "It is you"),
    Ground.OFFICIAL_NEED: Text(
        "Trengte det i arbeidet sitt", "Trong det i arbeidet sitt", "Needed it at work"
    ),
}
WHAT: Final = {
    "identity": Text("hvem du er", "kven du er", "who you are"),
    "application": Text("søknaden", "søknaden", "the application"),
    "assessments": Text("vurderingene", "vurderingane", "the assessments"),
    "files": Text("vedlegg", "vedlegg", "attachments"),
    "summary": Text("hovedpunktene", "hovudpunkta", "the main points"),
    "statement": Text("det du skrev", "det du skreiv", "what you wrote"),
    "access_log": Text("hvem som har sett", "kven som har sett", "who has seen"),
    "release": Text("hva du får se", "kva du får sjå", "what you may see"),
    "block": Text("en sperring", "ei sperring", "a block"),
    "letter": Text("brev", "brev", "letters"),
}
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def without_identity(words: str, name: str, number: str) -> str:
    """What a patient wrote, for a reader who need not know who it is: names and number are hidden."""
    hidden = [re.escape(part) for part in _WORD.findall(name)]
    hidden.append(rf"{number[:6]}[\s.\-]*{number[6:]}")
    return re.sub(rf"(?<!\w)(?:{'|'.join(hidden)})(?!\w)", "*****", words, flags=re.IGNORECASE)
