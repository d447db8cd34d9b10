"""Reasons of the three preconditions: authorisation, established treatment, larger effect."""

from typing import Final

from likeverd.core.reasons.model import ENDS, GRANTS, Criterion, Outcome, Reason
from likeverd.core.text import Text

AUTHORISATION: Final = (
    Reason(
        "authorisation_valid",
        Text(
            "Legemiddelet har gyldig markedsføringstillatelse for indikasjonen",
            "Legemiddelet har gyldig marknadsføringsløyve for indikasjonen",
            "The medicine has a valid marketing authorisation for the indication",
        ),
        Criterion.AUTHORISATION,
        GRANTS,
        "S4",
    ),
    Reason(
        "authorisation_conditional_accepted",
        Text(
            "Markedsføringstillatelsen er betinget, og det er vurdert som forsvarlig her",
            "Marknadsføringsløyvet er vilkårsbunde, og det er vurdert som forsvarleg her",
            "The marketing authorisation is conditional, which was found justifiable here",
        ),
        Criterion.AUTHORISATION,
        GRANTS,
        "I",
    ),
    Reason(
        "authorisation_conditional_not_enough",
        Text(
            "Markedsføringstillatelsen er bare betinget, og dokumentasjonen er for svak",
            "Marknadsføringsløyvet er berre vilkårsbunde, og dokumentasjonen er for svak",
            "The marketing authorisation is only conditional, and the evidence is too weak",
        ),
        Criterion.AUTHORISATION,
        ENDS,
        "I",
    ),
    Reason(
        "authorisation_missing",
        Text(
            "Legemiddelet har ikke markedsføringstillatelse for indikasjonen",
            "Legemiddelet har ikkje marknadsføringsløyve for indikasjonen",
            "The medicine has no marketing authorisation for the indication",
        ),
        Criterion.AUTHORISATION,
        (*ENDS, Outcome.WRONG_SCHEME),
        "S4",
    ),
    Reason(
        "off_label_route",
        Text(
            "Bruken er utenfor godkjent indikasjon og følger rammeverket for det",
            "Bruken er utanfor godkjend indikasjon og følgjer rammeverket for det",
            "The use is off-label and follows the framework for that",
        ),
        Criterion.AUTHORISATION,
        (Outcome.WRONG_SCHEME, Outcome.STOP),
        "NM7",
    ),
    Reason(
        "unlicensed_route",
        Text(
            "Legemiddelet er uregistrert og krever godkjenningsfritak eller "
            "program for bruk før godkjenning",
            "Legemiddelet er uregistrert og krev godkjenningsfritak eller "
            "program for bruk før godkjenning",
            "The medicine is unlicensed and needs an approval exemption or "
            "a compassionate use programme",
        ),
        Criterion.AUTHORISATION,
        (Outcome.WRONG_SCHEME, Outcome.STOP),
        "DMP1",
    ),
)

ESTABLISHED_TREATMENT: Final = (
    Reason(
        "established_contraindicated",
        Text(
            "Etablert behandling er kontraindisert",
            "Etablert behandling er kontraindisert",
            "Established treatment is contraindicated",
        ),
        Criterion.ESTABLISHED_TREATMENT,
        GRANTS,
        "S4",
    ),
    Reason(
        "established_stopped_side_effects",
        Text(
            "Etablert behandling er forsøkt og stanset på grunn av uakseptable bivirkninger",
            "Etablert behandling er forsøkt og stansa på grunn av uakseptable biverknader",
            "Established treatment was tried and stopped for unacceptable side effects",
        ),
        Criterion.ESTABLISHED_TREATMENT,
        GRANTS,
        "S4",
    ),
    Reason(
        "established_only_lack_of_effect",
        Text(
            "Etablert behandling er stanset bare på grunn av manglende effekt",
            "Etablert behandling er stansa berre på grunn av manglande effekt",
            "Established treatment was stopped for lack of effect alone",
        ),
        Criterion.ESTABLISHED_TREATMENT,
        ENDS,
        "S4",
    ),
    Reason(
        "established_not_tried",
        Text(
            "Etablert behandling er verken forsøkt eller kontraindisert",
            "Etablert behandling er verken forsøkt eller kontraindisert",
            "Established treatment is neither tried nor contraindicated",
        ),
        Criterion.ESTABLISHED_TREATMENT,
        ENDS,
        "S4",
    ),
    Reason(
        "established_side_effects_acceptable",
        Text(
            "Bivirkningene av etablert behandling kan forebygges eller behandles",
            "Biverknadene av etablert behandling kan førebyggjast eller behandlast",
            "The side effects of established treatment can be prevented or treated",
        ),
        Criterion.ESTABLISHED_TREATMENT,
        ENDS,
        "S4",
    ),
)

LARGER_EFFECT: Final = (
    Reason(
        "larger_effect_documented",
        Text(
            "Det er dokumentert grunn til å vente vesentlig større effekt enn i gruppen",
            "Det er dokumentert grunn til å vente vesentleg større effekt enn i gruppa",
            "There is documented reason to expect a substantially larger effect than in the group",
        ),
        Criterion.LARGER_EFFECT,
        GRANTS,
        "S4",
    ),
    Reason(
        "larger_effect_not_documented",
        Text(
            "Det er ikke dokumentert grunn til å vente vesentlig større effekt enn i gruppen",
            "Det er ikkje dokumentert grunn til å vente vesentleg større effekt enn i gruppa",
            "There is no documented reason to expect a substantially larger effect than in "
            "the group",
        ),
        Criterion.LARGER_EFFECT,
        ENDS,
        "S4",
    ),
    Reason(
        "effect_as_in_group",
        Text(
            "Forventet effekt er den samme som i gruppen for øvrig",
            "Venta effekt er den same som i gruppa elles",
            "The expected effect is the same as in the rest of the group",
        ),
        Criterion.LARGER_EFFECT,
        ENDS,
        "S4",
    ),
    Reason(
        # The size of the group is irrelevant in the exception scheme, so never alone.
        "suited_for_group_exception",
        Text(
            "Begrunnelsen gjelder flere pasienter; et gruppeunntak bør vurderes",
            "Grunngivinga gjeld fleire pasientar; eit gruppeunntak bør vurderast",
            "The grounds hold for several patients; a group exception should be considered",
        ),
        Criterion.LARGER_EFFECT,
        (Outcome.WRONG_SCHEME,),
        "S4",
        may_stand_alone=False,
    ),
)

PRECONDITION_REASONS: Final = (*AUTHORISATION, *ESTABLISHED_TREATMENT, *LARGER_EFFECT)
