"""Reasons of documentation, procedure and the patient's own choice."""

from typing import Final

from likeverd.core.reasons.model import (
    ENDS,
    GRANTS,
    Criterion,
    Outcome,
    Reason,
)
from likeverd.core.scheme_dates import ACCESS_SCHEME_OPENED
from likeverd.core.text import Text

DOCUMENTATION: Final = (
    Reason(
        "documentation_missing",
        Text(
            "Dokumentasjon mangler i søknaden",
            "Dokumentasjon manglar i søknaden",
            "Documentation is missing from the application",
        ),
        Criterion.DOCUMENTATION,
        (Outcome.RETURN,),
        "S4",
    ),
    Reason(
        "documentation_not_supplied",
        Text(
            "Nødvendig dokumentasjon er etterspurt, men ikke lagt fram",
            "Nødvendig dokumentasjon er etterspurd, men ikkje lagd fram",
            "Necessary documentation was asked for, but not supplied",
        ),
        Criterion.DOCUMENTATION,
        ENDS,
        "S4",
    ),
    Reason(
        "information_contradictory",
        Text(
            "Opplysninger i søknaden er feil eller motsier hverandre",
            "Opplysningar i søknaden er feil eller motseier kvarandre",
            "Information in the application is wrong or contradictory",
        ),
        Criterion.DOCUMENTATION,
        (Outcome.RETURN,),
        "S4",
    ),
    Reason(
        "established_treatment_unclear",
        Text(
            "Tidligere behandling er ikke godt nok beskrevet",
            "Tidlegare behandling er ikkje godt nok skildra",
            "Earlier treatment is not described well enough",
        ),
        Criterion.DOCUMENTATION,
        (Outcome.RETURN,),
        "S4",
    ),
    Reason(
        "treatment_plan_incomplete",
        Text(
            "Behandlingsplanen er ikke fullstendig, for eksempel mangler stoppkriterier",
            "Behandlingsplanen er ikkje fullstendig, til dømes manglar stoppkriterium",
            "The treatment plan is incomplete, for example without stop criteria",
        ),
        Criterion.DOCUMENTATION,
        (Outcome.RETURN,),
        "HD1",
    ),
    Reason(
        "cost_not_documented",
        Text(
            "Kostnaden er ikke godt nok dokumentert",
            "Kostnaden er ikkje godt nok dokumentert",
            "The cost is not documented well enough",
        ),
        Criterion.DOCUMENTATION,
        (Outcome.RETURN,),
        "S4",
    ),
    Reason(
        "stop_criteria_agreed",
        Text(
            "Behandlingen følger avtalte start- og stoppkriterier",
            "Behandlinga følgjer avtalte start- og stoppkriterium",
            "The treatment follows agreed start and stop criteria",
        ),
        Criterion.DOCUMENTATION,
        (Outcome.GRANT_WITH_CONDITIONS,),
        "HD1",
    ),
)

OTHER_ROUTES: Final = (
    Reason(
        "decision_not_introduced",
        Text(
            "Beslutningsforum har besluttet at metoden ikke skal innføres",
            "Beslutningsforum har avgjort at metoden ikkje skal innførast",
            "The decision forum has decided not to introduce the method",
        ),
        Criterion.PROCEDURE,
        (*ENDS, Outcome.WRONG_SCHEME),
        "S4",
    ),
    Reason(
        "use_access_scheme",
        Text(
            "Det finnes en beslutning; tilgangsordningen er den riktige ordningen",
            "Det finst ei avgjerd; tilgangsordninga er den rette ordninga",
            "A decision exists; the access scheme is the right one",
        ),
        Criterion.PROCEDURE,
        (Outcome.WRONG_SCHEME, Outcome.STOP),
        "NM4",
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    Reason(
        "not_under_assessment",
        Text(
            "Metoden er ikke til vurdering i Nye metoder",
            "Metoden er ikkje til vurdering i Nye metoder",
            "The method is not under assessment in the new methods system",
        ),
        Criterion.PROCEDURE,
        (*ENDS, Outcome.WRONG_SCHEME),
        "NM1",
    ),
    Reason(
        "method_introduced",
        Text(
            "Metoden er innført og kan brukes på vanlig måte",
            "Metoden er innført og kan brukast på vanleg måte",
            "The method is introduced and can be used in the ordinary way",
        ),
        Criterion.PROCEDURE,
        (Outcome.WRONG_SCHEME, Outcome.STOP),
        "NM12",
    ),
    Reason(
        "inside_group_exception",
        Text(
            "Pasienten er omfattet av et gruppeunntak",
            "Pasienten er omfatta av eit gruppeunntak",
            "The patient is covered by a group exception",
        ),
        Criterion.PROCEDURE,
        (Outcome.WRONG_SCHEME, Outcome.STOP),
        "NM1",
    ),
    Reason(
        "decision_study_only",
        Text(
            "Metoden skal bare brukes i kliniske studier",
            "Metoden skal berre brukast i kliniske studiar",
            "The method is to be used in clinical trials only",
        ),
        Criterion.PROCEDURE,
        (*ENDS, Outcome.WRONG_SCHEME),
        "S0",
    ),
    Reason(
        "trial_available",
        Text(
            "Pasienten kan få behandlingen i en klinisk studie",
            "Pasienten kan få behandlinga i ein klinisk studie",
            "The patient can have the treatment in a clinical trial",
        ),
        Criterion.PROCEDURE,
        (Outcome.REFUSE, Outcome.WRONG_SCHEME, Outcome.STOP),
        "HD4",
        may_stand_alone=False,
    ),
)

HANDLING: Final = (
    Reason(
        "duplicate_application",
        Text(
            "Det finnes allerede en søknad om det samme for pasienten",
            "Det finst alt ein søknad om det same for pasienten",
            "There already is an application for the same for this patient",
        ),
        Criterion.PROCEDURE,
        (Outcome.STOP, Outcome.RETURN),
        "I",
    ),
    Reason(
        "other_trust_responsible",
        Text(
            "Et annet helseforetak har behandlingsansvaret",
            "Eit anna helseføretak har behandlingsansvaret",
            "Another hospital trust is responsible for the treatment",
        ),
        Criterion.PROCEDURE,
        (Outcome.STOP, Outcome.RETURN),
        "NM2",
    ),
    Reason(
        "home_trust_not_involved",
        Text(
            "Fagdirektøren i pasientens eget helseforetak er ikke involvert",
            "Fagdirektøren i helseføretaket til pasienten er ikkje involvert",
            "The medical director of the patient's home trust is not involved",
        ),
        Criterion.PROCEDURE,
        (Outcome.RETURN,),
        "S4",
    ),
    Reason(
        "applicant_not_treating",
        Text(
            "Søkeren er ikke pasientens behandlende overlege",
            "Søkjaren er ikkje behandlande overlege for pasienten",
            "The applicant is not the patient's treating consultant",
        ),
        Criterion.PROCEDURE,
        (Outcome.STOP, Outcome.RETURN),
        "S4",
    ),
    Reason(
        "private_treatment_no_ground",
        Text(
            "Effekt av egenbetalt privat behandling gir ikke i seg selv grunnlag for unntak",
            "Effekt av eigenbetalt privat behandling gir ikkje i seg sjølv grunnlag for unntak",
            "An effect seen in privately paid treatment is in itself no ground for an exception",
        ),
        Criterion.PROCEDURE,
        ENDS,
        "EG0",
        may_stand_alone=False,
    ),
)

PATIENT_CHOICE: Final = (
    Reason(
        "patient_informed_choice",
        Text(
            "Pasienten er informert og ønsker behandlingen",
            "Pasienten er informert og ønskjer behandlinga",
            "The patient is informed and wishes the treatment",
        ),
        Criterion.PATIENT_CHOICE,
        GRANTS,
        "HDR3",
    ),
    Reason(
        "patient_declines",
        Text(
            "Pasienten ønsker ikke behandlingen",
            "Pasienten ønskjer ikkje behandlinga",
            "The patient does not wish the treatment",
        ),
        Criterion.PATIENT_CHOICE,
        (Outcome.STOP,),
        "HDR3",
    ),
    Reason(
        "patient_not_informed",
        Text(
            "Pasienten er ikke informert om at opplysningene registreres",
            "Pasienten er ikkje informert om at opplysningane blir registrerte",
            "The patient has not been told that the information is registered",
        ),
        Criterion.PATIENT_CHOICE,
        (Outcome.STOP, Outcome.RETURN),
        "S4",
    ),
)

PROCEDURE_REASONS: Final = (*DOCUMENTATION, *OTHER_ROUTES, *HANDLING, *PATIENT_CHOICE)
