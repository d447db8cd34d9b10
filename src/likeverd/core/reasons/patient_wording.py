"""What a coded reason is called in a letter to the patient: the same meaning in plain words.

One wording for each code that can end a case. A code that only sends an application back is told to the doctor alone.
"""

from typing import Final

from likeverd.core.reasons.model import Outcome
from likeverd.core.text import Text

# Outcomes that end a case, and so may be explained to the patient.
TOLD_OUTCOMES: Final = frozenset(Outcome) - {Outcome.RETURN}

PRECONDITIONS: Final = {
    "authorisation_valid": Text(
        "Legemiddelet er godkjent for sykdommen du har.",
        "Legemiddelet er godkjent for sjukdommen du har.",
        "The medicine is approved for the illness you have.",
    ),
    "authorisation_conditional_accepted": Text(
        "Legemiddelet er foreløpig godkjent, og sykehuset mener at det er forsvarlig for deg.",
        "Legemiddelet er førebels godkjent, og sjukehuset meiner at det er forsvarleg for deg.",
        "The medicine is approved for the time being, and the hospital finds it safe enough for you.",
    ),
    "authorisation_conditional_not_enough": Text(
        "Legemiddelet er bare foreløpig godkjent, og det finnes for lite kunnskap om hvor godt det virker.",
        "Legemiddelet er berre førebels godkjent, og det finst for lite kunnskap om kor godt det verkar.",
        "The medicine is only approved for the time being, and too little is known about how well it works.",
    ),
    "authorisation_missing": Text(
        "Legemiddelet er ikke godkjent for sykdommen du har.",
        "Legemiddelet er ikkje godkjent for sjukdommen du har.",
        "The medicine is not approved for the illness you have.",
    ),
    "off_label_route": Text(
        "Legemiddelet er godkjent for noe annet enn det du skal bruke det til. Da gjelder andre regler.",
        "Legemiddelet er godkjent for noko anna enn det du skal bruke det til. Då gjeld andre reglar.",
        "The medicine is approved for something else than what you need it for. Then other rules apply.",
    ),
    "unlicensed_route": Text(
        "Legemiddelet er ikke godkjent i Norge. Legen din må søke om det på en annen måte.",
        "Legemiddelet er ikkje godkjent i Noreg. Legen din må søkje om det på ein annan måte.",
        "The medicine is not approved in Norway. Your doctor must apply for it in another way.",
    ),
    "established_contraindicated": Text(
        "Du kan ikke få den vanlige behandlingen, fordi den kan skade deg.",
        "Du kan ikkje få den vanlege behandlinga, fordi ho kan skade deg.",
        "You cannot have the usual treatment, because it may harm you.",
    ),
    "established_stopped_side_effects": Text(
        "Du har prøvd den vanlige behandlingen og måtte slutte på grunn av bivirkninger.",
        "Du har prøvd den vanlege behandlinga og måtte slutte på grunn av biverknader.",
        "You have tried the usual treatment and had to stop because of side effects.",
    ),
    "established_only_lack_of_effect": Text(
        "Den vanlige behandlingen hjalp deg ikke nok. Det alene er ikke grunn til unntak etter reglene.",
        "Den vanlege behandlinga hjelpte deg ikkje nok. Det åleine er ikkje grunn til unntak etter reglane.",
        "The usual treatment did not help you enough. By the rules that alone is no ground for an exception.",
    ),
    "established_not_tried": Text(
        "Det finnes en vanlig behandling som du ikke har prøvd, og som du kan få.",
        "Det finst ei vanleg behandling som du ikkje har prøvd, og som du kan få.",
        "There is a usual treatment that you have not tried, and that you can have.",
    ),
    "established_side_effects_acceptable": Text(
        "Bivirkningene av den vanlige behandlingen kan forebygges eller behandles.",
        "Biverknadene av den vanlege behandlinga kan førebyggjast eller behandlast.",
        "The side effects of the usual treatment can be prevented or treated.",
    ),
    "larger_effect_documented": Text(
        "Det er god grunn til å tro at behandlingen virker mye bedre for deg enn for andre med samme sykdom.",
        "Det er god grunn til å tru at behandlinga verkar mykje betre for deg enn for andre med same sjukdom.",
        "There is good reason to think that the treatment works much better for you than for others with the same "
        "illness.",
    ),
    "larger_effect_not_documented": Text(
        "Det er ikke vist at behandlingen vil virke mye bedre for deg enn for andre med samme sykdom.",
        "Det er ikkje vist at behandlinga vil verke mykje betre for deg enn for andre med same sjukdom.",
        "It is not shown that the treatment will work much better for you than for others with the same illness.",
    ),
    "effect_as_in_group": Text(
        "Behandlingen ventes å virke like godt for deg som for andre med samme sykdom. "
        "Et unntak krever at den virker mye bedre for deg.",
        "Behandlinga er venta å verke like godt for deg som for andre med same sjukdom. "
        "Eit unntak krev at ho verkar mykje betre for deg.",
        "The treatment is expected to work as well for you as for others with the same illness. "
        "An exception takes that it works much better for you.",
    ),
    "suited_for_group_exception": Text(
        "Grunnene gjelder flere pasienter. Da skal sykehusene vurdere dem samlet.",
        "Grunnane gjeld fleire pasientar. Då skal sjukehusa vurdere dei samla.",
        "The grounds hold for several patients. Then the hospitals are to consider them together.",
    ),
}

PRIORITIES: Final = {
    "benefit_large": Text(
        "Behandlingen ventes å hjelpe deg mye.",
        "Behandlinga er venta å hjelpe deg mykje.",
        "The treatment is expected to help you a lot.",
    ),
    "benefit_moderate": Text(
        "Behandlingen ventes å hjelpe deg.",
        "Behandlinga er venta å hjelpe deg.",
        "The treatment is expected to help you.",
    ),
    "benefit_to_be_evaluated": Text(
        "Det er usikkert hvor mye behandlingen hjelper deg. Det skal sjekkes før du får mer av den.",
        "Det er usikkert kor mykje behandlinga hjelper deg. Det skal sjekkast før du får meir av ho.",
        "It is uncertain how much the treatment helps you. That is to be checked before you get more of it.",
    ),
    "benefit_small": Text(
        "Behandlingen ventes å hjelpe deg lite.",
        "Behandlinga er venta å hjelpe deg lite.",
        "The treatment is expected to help you little.",
    ),
    "benefit_uncertain": Text(
        "Det er for usikkert om behandlingen vil hjelpe deg.",
        "Det er for usikkert om behandlinga vil hjelpe deg.",
        "It is too uncertain whether the treatment will help you.",
    ),
    "treatment_no_longer_relevant": Text(
        "Helsen din er endret, slik at behandlingen ikke lenger passer for deg.",
        "Helsa di er endra, slik at behandlinga ikkje lenger passar for deg.",
        "Your health has changed, so that the treatment no longer suits you.",
    ),
    "resource_use_proportionate": Text(
        "Det behandlingen koster, står i rimelig forhold til hvor mye den hjelper deg.",
        "Det behandlinga kostar, står i rimeleg forhold til kor mykje ho hjelper deg.",
        "What the treatment costs is in reasonable proportion to how much it helps you.",
    ),
    "resource_use_low": Text(
        "Behandlingen koster lite.",
        "Behandlinga kostar lite.",
        "The treatment costs little.",
    ),
    "resource_use_high_outweighed": Text(
        "Behandlingen koster mye, men den hjelper deg så mye, og sykdommen er så alvorlig, at det er riktig.",
        "Behandlinga kostar mykje, men ho hjelper deg så mykje, og sjukdommen er så alvorleg, at det er rett.",
        "The treatment costs a lot, but it helps you so much, and the illness is so severe, that it is right.",
    ),
    "resource_use_high": Text(
        "Behandlingen koster mye. Det er ikke den eneste grunnen.",
        "Behandlinga kostar mykje. Det er ikkje den einaste grunnen.",
        "The treatment costs a lot. That is not the only reason.",
    ),
    "resource_use_disproportionate": Text(
        "Det behandlingen koster, er for mye sett opp mot hvor mye den ventes å hjelpe, og hvor alvorlig sykdommen er.",
        "Det behandlinga kostar, er for mykje sett opp mot kor mykje ho er venta å hjelpe, og kor alvorleg "
        "sjukdommen er.",
        "What the treatment costs is too much compared with how much it is expected to help, and how severe the "
        "illness is.",
    ),
    "severity_high": Text(
        "Sykdommen din er svært alvorlig.",
        "Sjukdommen din er svært alvorleg.",
        "Your illness is very severe.",
    ),
    "severity_moderate": Text(
        "Sykdommen din er alvorlig.", "Sjukdommen din er alvorleg.", "Your illness is severe."
    ),
    "severity_low": Text(
        "Sykdommen regnes som mindre alvorlig når den sammenlignes med det behandlingen koster.",
        "Sjukdommen blir rekna som mindre alvorleg når han blir samanlikna med det behandlinga kostar.",
        "The illness counts as less severe when it is compared with what the treatment costs.",
    ),
}

PROCEDURE: Final = {
    "documentation_not_supplied": Text(
        "Sykehuset ba legen om flere opplysninger, og fikk dem ikke.",
        "Sjukehuset bad legen om fleire opplysningar, og fekk dei ikkje.",
        "The hospital asked the doctor for more information, and did not get it.",
    ),
    "stop_criteria_agreed": Text(
        "Det er avtalt når behandlingen skal begynne, og når den skal stanses.",
        "Det er avtalt når behandlinga skal byrje, og når ho skal stansast.",
        "It is agreed when the treatment is to begin, and when it is to stop.",
    ),
    "decision_not_introduced": Text(
        "Sykehusene i Norge har bestemt at denne behandlingen ikke skal tas i bruk.",
        "Sjukehusa i Noreg har bestemt at denne behandlinga ikkje skal takast i bruk.",
        "The hospitals in Norway have decided not to take this treatment into use.",
    ),
    "use_access_scheme": Text(
        "Det er bestemt noe om behandlingen for hele landet. Da skal legen bruke tilgangsordningen.",
        "Det er bestemt noko om behandlinga for heile landet. Då skal legen bruke tilgangsordninga.",
        "Something has been decided about the treatment for the whole country. Then the doctor is to use the access "
        "scheme.",
    ),
    "not_under_assessment": Text(
        "Ordningen gjelder behandlinger som vurderes nasjonalt nå. Denne gjør ikke det.",
        "Ordninga gjeld behandlingar som blir vurderte nasjonalt no. Denne blir ikkje det.",
        "The scheme is for treatments that are being assessed nationally now. This one is not.",
    ),
    "method_introduced": Text(
        "Behandlingen er tatt i bruk i Norge. Legen din trenger ikke søke om unntak.",
        "Behandlinga er teken i bruk i Noreg. Legen din treng ikkje søkje om unntak.",
        "The treatment is in use in Norway. Your doctor need not apply for an exception.",
    ),
    "inside_group_exception": Text(
        "Det er gitt unntak for en gruppe pasienter som du hører til. Legen din trenger ikke søke for deg alene.",
        "Det er gitt unntak for ei gruppe pasientar som du høyrer til. Legen din treng ikkje søkje for deg åleine.",
        "An exception is given for a group of patients to which you belong. Your doctor need not apply for you alone.",
    ),
    "decision_study_only": Text(
        "Det er bestemt at behandlingen bare skal brukes i forskning.",
        "Det er bestemt at behandlinga berre skal brukast i forsking.",
        "It is decided that the treatment is to be used in research only.",
    ),
    "trial_available": Text(
        "Du kan få behandlingen i en studie.",
        "Du kan få behandlinga i ein studie.",
        "You can have the treatment in a trial.",
    ),
    "duplicate_application": Text(
        "Det finnes allerede en søknad om det samme for deg.",
        "Det finst alt ein søknad om det same for deg.",
        "There already is an application for the same for you.",
    ),
    "other_trust_responsible": Text(
        "Et annet sykehus har ansvaret for behandlingen din.",
        "Eit anna sjukehus har ansvaret for behandlinga di.",
        "Another hospital is responsible for your treatment.",
    ),
    "applicant_not_treating": Text(
        "Søknaden må komme fra legen som har ansvaret for behandlingen din.",
        "Søknaden må kome frå legen som har ansvaret for behandlinga di.",
        "The application must come from the doctor who is responsible for your treatment.",
    ),
    "private_treatment_no_ground": Text(
        "At du har hatt nytte av behandling du selv har betalt for, er etter reglene ikke i seg selv grunn til unntak.",
        "At du har hatt nytte av behandling du sjølv har betalt for, er etter reglane ikkje i seg sjølv grunn til "
        "unntak.",
        "That treatment you paid for yourself has helped you is by the rules in itself no ground for an exception.",
    ),
    "patient_informed_choice": Text(
        "Du har fått informasjon og ønsker behandlingen.",
        "Du har fått informasjon og ønskjer behandlinga.",
        "You have been informed and wish the treatment.",
    ),
    "patient_declines": Text(
        "Du har sagt at du ikke ønsker behandlingen.",
        "Du har sagt at du ikkje ønskjer behandlinga.",
        "You have said that you do not wish the treatment.",
    ),
    "patient_not_informed": Text(
        "Du hadde ikke fått vite at opplysninger om deg blir registrert. Det skal du få vite først.",
        "Du hadde ikkje fått vite at opplysningar om deg blir registrerte. Det skal du få vite først.",
        "You had not been told that information about you is registered. You are to be told first.",
    ),
}

PATIENT_WORDING: Final = PRECONDITIONS | PRIORITIES | PROCEDURE
