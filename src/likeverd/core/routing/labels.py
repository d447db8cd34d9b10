"""What routes, verdicts, statuses, deciders and criteria are called, to people."""

from typing import Final

from likeverd.core.routing.criteria import CriterionId
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Route, Verdict
from likeverd.core.text import Text

ROUTE_LABELS: Final = {
    Route.ORDINARY_USE: Text("Vanlig bruk", "Vanleg bruk", "Ordinary use"),
    Route.INDIVIDUAL_EXCEPTION: Text(
        "Unntak for én pasient", "Unntak for éin pasient", "Exception for one patient"
    ),
    Route.GROUP_EXCEPTION: Text(
        "Be om gruppeunntak", "Be om gruppeunntak", "Ask for a group exception"
    ),
    Route.GROUP_EXCEPTION_USE: Text(
        "Bruk under et gruppeunntak",
        "Bruk under eit gruppeunntak",
        "Use under a group exception",
    ),
    Route.ACCESS_SCHEME: Text("Tilgangsordningen", "Tilgangsordninga", "The access scheme"),
    Route.OFF_LABEL: Text(
        "Bruk utenfor godkjent indikasjon", "Bruk utanfor godkjend indikasjon", "Off-label use"
    ),
    Route.APPROVAL_EXEMPTION: Text(
        "Godkjenningsfritak", "Godkjenningsfritak", "Approval exemption"
    ),
    Route.COMPASSIONATE_USE: Text(
        "«Compassionate use»", "«Compassionate use»", "Compassionate use"
    ),
    Route.CLINICAL_TRIAL: Text("Klinisk studie", "Klinisk studie", "Clinical trial"),
    Route.INVESTIGATIONAL_TREATMENT: Text(
        "Utprøvende behandling utenfor studie",
        "Utprøvande behandling utanfor studie",
        "Investigational treatment outside a trial",
    ),
    Route.PROPOSE_METHOD: Text("Foreslå metoden", "Føreslå metoden", "Propose the method"),
    Route.CONTINUE_TREATMENT: Text(
        "Fortsette behandling som er begynt",
        "Halde fram med behandling som er byrja",
        "Continue a treatment already started",
    ),
    Route.CLARIFY_WITH_SECRETARIAT: Text(
        "Avklar med Sekretariatet for Nye metoder",
        "Avklar med Sekretariatet for Nye metoder",
        "Clarify with the secretariat of Nye metoder",
    ),
}

VERDICT_LABELS: Final = {
    Verdict.OPEN: Text("Åpen", "Open", "Open"),
    Verdict.CLOSED: Text("Stengt", "Stengd", "Closed"),
    Verdict.UNCLEAR: Text("Ikke avklart", "Ikkje avklart", "Unclear"),
}

STATUS_LABELS: Final = {
    Status.NOT_KNOWN: Text(
        "Ikke kjent i Nye metoder", "Ikkje kjend i Nye metoder", "Not known to Nye metoder"
    ),
    Status.PROPOSED: Text(
        "Foreslått, ikke bestilt", "Føreslått, ikkje bestilt", "Proposed, not commissioned"
    ),
    Status.UNDER_ASSESSMENT: Text("Under vurdering", "Under vurdering", "Under assessment"),
    Status.COMMISSION_CANCELLED: Text(
        "Vurderingen er avbestilt", "Vurderinga er avbestilt", "Assessment cancelled"
    ),
    Status.WITHDRAWN: Text("Trukket", "Trekt", "Withdrawn"),
    Status.AWAITING_INTRODUCTION: Text(
        "Besluttet innført, ikke trådt i kraft",
        "Avgjord innført, gjeld ikkje enno",
        "Decided, not yet in force",
    ),
    Status.INTRODUCED: Text("Innført", "Innført", "Introduced"),
    Status.INTRODUCED_WITH_CONDITIONS: Text(
        "Innført med vilkår", "Innført med vilkår", "Introduced with conditions"
    ),
    Status.NOT_INTRODUCED: Text("Ikke innført", "Ikkje innført", "Not introduced"),
    Status.STUDY_ONLY: Text("Bare i studie", "Berre i studie", "Only in a trial"),
    Status.DECISION_NOT_REGISTERED: Text(
        "Besluttet, men beslutningen er ikke registrert",
        "Avgjord, men avgjerda er ikkje registrert",
        "Decided, but the decision is not registered",
    ),
}

DECIDER_LABELS: Final = {
    Decider.TREATING_CONSULTANT: Text(
        "Behandlende overlege", "Behandlande overlege", "The treating consultant"
    ),
    Decider.MEDICAL_DIRECTOR: Text(
        "Fagdirektøren i helseforetaket",
        "Fagdirektøren i helseføretaket",
        "The hospital trust's medical director",
    ),
    Decider.MEDICAL_DIRECTORS_MEETING: Text(
        "Fagdirektørene i de fire regionene sammen",
        "Fagdirektørane i dei fire regionane saman",
        "The medical directors of the four regions together",
    ),
    Decider.INTERREGIONAL_COMMITTEE: Text(
        "Interregional vurderingskomité",
        "Interregional vurderingskomité",
        "The interregional assessment committee",
    ),
    Decider.MEDICINES_AGENCY_AND_MEDICAL_DIRECTOR: Text(
        "Direktoratet for medisinske produkter, og fagdirektøren i helseforetaket",
        "Direktoratet for medisinske produkt, og fagdirektøren i helseføretaket",
        "The Medical Products Agency, and the hospital trust's medical director",
    ),
    Decider.TRIAL_INVESTIGATOR: Text(
        "De som leder studien", "Dei som leier studien", "Those who lead the trial"
    ),
    Decider.COMMISSIONING_FORUM: Text(
        "Bestillerforum for nye metoder",
        "Bestillerforum for nye metoder",
        "The Commissioning Forum of Nye metoder",
    ),
    Decider.NEW_METHODS_SECRETARIAT: Text(
        "Sekretariatet for Nye metoder",
        "Sekretariatet for Nye metoder",
        "The secretariat of Nye metoder",
    ),
}

CRITERION_LABELS: Final = {
    CriterionId.INTRODUCED_IN_FORCE: Text(
        "Metoden er innført, og innføringen er i kraft",
        "Metoden er innført, og innføringa gjeld",
        "The method is introduced, and that is in force",
    ),
    CriterionId.CONDITIONS_MET: Text(
        "Pasienten oppfyller vilkårene",
        "Pasienten oppfyller vilkåra",
        "The patient meets the conditions",
    ),
    CriterionId.UNDER_ASSESSMENT_OR_OPENED: Text(
        "Metoden er under vurdering, eller åpnet for unntak",
        "Metoden er under vurdering, eller opna for unntak",
        "The method is under assessment, or opened for exceptions",
    ),
    CriterionId.MARKETING_AUTHORISATION: Text(
        "Markedsføringstillatelse for denne bruken",
        "Marknadsføringsløyve for denne bruken",
        "Marketing authorisation for this use",
    ),
    CriterionId.ESTABLISHED_TREATMENT: Text(
        "Etablert behandling er kontraindisert, eller avsluttet på grunn av bivirkninger",
        "Etablert behandling er kontraindisert, eller avslutta på grunn av biverknader",
        "The established treatment is contraindicated, or was stopped for side effects",
    ),
    CriterionId.LARGER_EFFECT: Text(
        "Dokumentert grunn til å vente vesentlig større effekt enn for gruppen",
        "Dokumentert grunn til å vente vesentleg større effekt enn for gruppa",
        "Documented reason to expect a substantially larger effect than for the group",
    ),
    CriterionId.GROUP_EXCEPTION_IN_FORCE: Text(
        "Et gruppeunntak er i kraft", "Eit gruppeunntak gjeld", "A group exception is in force"
    ),
    CriterionId.COVERED_BY_GROUP_EXCEPTION: Text(
        "Gruppeunntaket omfatter pasienten",
        "Gruppeunntaket omfattar pasienten",
        "The group exception covers the patient",
    ),
    CriterionId.REFUSED: Text(
        "Beslutningsforum har sagt nei til metoden",
        "Beslutningsforum har sagt nei til metoden",
        "The Decision Forum has said no to the method",
    ),
    CriterionId.DIFFERS_FROM_REFUSED_GROUP: Text(
        "Pasienten skiller seg vesentlig fra gruppen i beslutningen",
        "Pasienten skil seg vesentleg frå gruppa i avgjerda",
        "The patient differs substantially from the group behind the decision",
    ),
    CriterionId.NOT_IN_THE_SYSTEM: Text(
        "Nye metoder kjenner ikke metoden",
        "Nye metoder kjenner ikkje metoden",
        "Nye metoder does not know the method",
    ),
    CriterionId.AUTHORISED_FOR_OTHER_INDICATION: Text(
        "Legemidlet er godkjent for en annen bruk",
        "Legemidlet er godkjent for ein annan bruk",
        "The medicine is authorised for another use",
    ),
    CriterionId.NOT_AUTHORISED: Text(
        "Legemidlet har ikke markedsføringstillatelse",
        "Legemidlet har ikkje marknadsføringsløyve",
        "The medicine has no marketing authorisation",
    ),
    CriterionId.ON_NATIONAL_LIST: Text(
        "Legemidlet står på den nasjonale listen over avtaler",
        "Legemidlet står på den nasjonale lista over avtalar",
        "The medicine is on the national list of agreements",
    ),
    CriterionId.TRIAL_OPEN: Text(
        "En studie er åpen", "Ein studie er open", "A trial takes patients"
    ),
    CriterionId.ELIGIBLE_FOR_TRIAL: Text(
        "Pasienten oppfyller kravene for å være med",
        "Pasienten oppfyller krava for å vere med",
        "The patient meets the criteria for taking part",
    ),
    CriterionId.STUDY_ONLY: Text(
        "Metoden skal bare brukes i studie",
        "Metoden skal berre brukast i studie",
        "The method is for trials only",
    ),
    CriterionId.TRIAL_IMPOSSIBLE: Text(
        "Pasienten kan ikke være med i noen studie",
        "Pasienten kan ikkje vere med i nokon studie",
        "The patient can take part in no trial",
    ),
    CriterionId.AUTHORISED: Text(
        "Legemidlet er godkjent for denne bruken",
        "Legemidlet er godkjent for denne bruken",
        "The medicine is authorised for this use",
    ),
    CriterionId.ALREADY_ON_TREATMENT: Text(
        "Pasienten får allerede behandlingen",
        "Pasienten får alt behandlinga",
        "The patient is already on the treatment",
    ),
    CriterionId.NOT_PRIVATELY_STARTED: Text(
        "Behandlingen er ikke begynt privat",
        "Behandlinga er ikkje byrja privat",
        "The treatment was not started privately",
    ),
    CriterionId.SECRETARIAT_MUST_SETTLE: Text(
        "Noe ved metoden må avklares av sekretariatet",
        "Noko ved metoden må avklarast av sekretariatet",
        "Something about the method must be settled by the secretariat",
    ),
}
