"""Clinical pictures for specimen applications: invented patients, realistic wording.

Nobody's history. The texts are in bokmål, as a doctor would write them; each picture fits a
group of diagnoses so that a specimen of a cancer case does not read like a rheumatic one.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class RuledOut:
    """An established treatment that is contraindicated, with the coded reason."""

    name: str
    reason: str
    details: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """An established treatment that was tried and stopped for its side effects."""

    name: str
    side_effect: str
    months_ago: tuple[int, int]
    details: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a specimen application says of the patient, the effect, and the plan."""

    chapters: str
    line: str
    performance: str
    contraindicated: RuledOut
    stopped: Stopped
    grounds: tuple[str, ...]
    documentation: str
    differs: str
    references: str
    benefit: str
    severity: str
    goals: str
    dose: str
    monitoring: str
    stop_criteria: str
    risks: str
    adverse_events: str


CANCER: Final = Picture(
    chapters="CD",
    line="third",
    performance="1",
    contraindicated=RuledOut(
        "Irinotekan-basert kjemoterapi",
        "genetic",
        "Homozygot for UGT1A1*28 og vedvarende forhøyet bilirubin. Risikoen for alvorlig "
        "nøytropeni og diaré er vurdert som uakseptabel sammen med farmasøyt.",
    ),
    stopped=Stopped(
        "Oksaliplatin-basert kjemoterapi",
        "nervous_system",
        (11, 6),
        "Perifer nevropati grad 3 etter sju kurer, med falltendens og tap av finmotorikk. "
        "Ingen bedring fire måneder etter at behandlingen ble stanset.",
    ),
    grounds=("biomarker", "subgroup"),
    documentation=(
        "Sekvensering av metastasen viser den forandringen som legemiddelet er rettet mot, med "
        "høy allelfrekvens. I undergruppen med samme funn var responsraten om lag dobbelt så høy "
        "som i hele studiepopulasjonen, og varigheten av respons var klart lengre."
    ),
    differs=(
        "Gruppen som vurderes, er ikke valgt ut på biomarkør. Pasienten har funnet, lav "
        "tumorbyrde, normal leverfunksjon og langsom sykdomsutvikling, og er dermed blant dem "
        "som ifølge dokumentasjonen har størst effekt."
    ),
    references=(
        "Prospektiv undergruppeanalyse i registreringsstudien, tabell 3 og vedlegg S7. "
        "Molekylærpatologisk rapport fra eget sykehus ligger i journalen."
    ),
    benefit=(
        "Ventet forlenget tid uten forverring er tre til fem måneder mer enn beste "
        "støttebehandling, med bevart funksjon og mulighet til å være i delvis arbeid."
    ),
    severity=(
        "Uten behandling er forventet gjenstående levetid under ett år, med økende smerter og "
        "tap av funksjon de siste månedene."
    ),
    goals=(
        "Delvis respons eller stabil sykdom på CT etter tre måneder, målt etter RECIST 1.1. "
        "Uendret eller bedre skår på EORTC QLQ-C30, og smerter under 3 av 10 på numerisk skala."
    ),
    dose="Fast dose intravenøst hver tredje uke, dosereduksjon etter preparatomtalen",
    monitoring=(
        "CT av thorax, abdomen og bekken hver tredje måned. Blodprøver med hematologi, lever- og "
        "nyrefunksjon før hver kur. EORTC QLQ-C30 hver tredje måned."
    ),
    stop_criteria=(
        "Radiologisk progresjon, bivirkning grad 3 som ikke går tilbake på to uker, "
        "funksjonsstatus 3 eller dårligere, eller at pasienten ønsker å slutte."
    ),
    risks=(
        "Infusjonsreaksjon, leverpåvirkning og infeksjon er de viktigste. Risikoen er vurdert "
        "som håndterbar hos en pasient med normal organfunksjon og god egenomsorg."
    ),
    adverse_events=(
        "Åpen retur til kreftpoliklinikken hele døgnet. Alvorlige bivirkninger meldes via "
        "elektronisk melding til RELIS, og dosen utsettes til grad 1."
    ),
)

NEUROLOGY: Final = Picture(
    chapters="GFH",
    line="third",
    performance="2",
    contraindicated=RuledOut(
        "Azatioprin",
        "genetic",
        "Manglende TPMT-aktivitet, bekreftet ved gentest. Risikoen for livstruende "
        "beinmargssvikt gjør behandlingen kontraindisert.",
    ),
    stopped=Stopped(
        "Intravenøst immunglobulin",
        "blood",
        (16, 9),
        "Hemolyse med fall i hemoglobin til 7,8 g/dl og behov for transfusjon ved to "
        "anledninger, også etter bytte av preparat og lavere infusjonshastighet.",
    ),
    grounds=("biomarker", "earlier_response"),
    documentation=(
        "Pasienten har høyt antistoffnivå og hadde rask og målbar bedring av plasmaferese, som "
        "fjerner de samme antistoffene som legemiddelet senker. I registreringsstudien hadde "
        "pasienter med slik respons om lag dobbelt så stor bedring som hele gruppen."
    ),
    differs=(
        "Gruppen som vurderes, er ikke valgt ut etter respons på plasmaferese, og de fleste har "
        "hatt sykdommen i over ti år. Pasienten har hatt den i to år, har lite varig tap og har "
        "vist at symptomene går tilbake når antistoffene fjernes."
    ),
    references=(
        "Undergruppeanalyse i registreringsstudien, figur 2. Epikriser og antistoffsvar fra egen "
        "avdeling ligger i journalen."
    ),
    benefit=(
        "Bevart muskelkraft, svelg og arbeidsevne er sannsynlig. Gjentatte innleggelser for "
        "plasmaferese kan trolig unngås."
    ),
    severity=(
        "Gradvis svakere muskler hos en person i arbeidsfør alder, svelgvansker og to opphold på "
        "intensivavdeling siste år."
    ),
    goals=(
        "Minst to poengs bedring på skala for daglige aktiviteter etter tolv uker, ingen "
        "innleggelser for forverring og prednisolon under 10 mg per dag etter seks måneder."
    ),
    dose="Vektbasert dose intravenøst én gang i uken i fire uker, deretter etter virkning",
    monitoring=(
        "Skala for daglige aktiviteter og muskelkraft hver fjerde uke. Immunglobuliner, "
        "leukocytter og lever- og nyrefunksjon hver fjerde uke det første halvåret."
    ),
    stop_criteria=(
        "Ingen målbar bedring etter tolv uker, alvorlig infeksjon, alvorlig "
        "overfølsomhetsreaksjon, eller at pasienten ønsker å slutte."
    ),
    risks=(
        "Infeksjon er den viktigste. Vaksinasjonsstatus er gjennomgått, og tuberkulose og "
        "hepatitt er utelukket."
    ),
    adverse_events=(
        "Pasienten har kort med kontaktnummer til nevrologisk vakt. Ved feber over 38,5 tas "
        "prøver samme dag. Alvorlige bivirkninger meldes til RELIS."
    ),
)

INFLAMMATION: Final = Picture(
    chapters="MKLJ",
    line="later",
    performance="1",
    contraindicated=RuledOut(
        "TNF-hemmer",
        "other_disease",
        "Hjertesvikt NYHA III med ejeksjonsfraksjon på 32 prosent. Behandlingen er kontraindisert "
        "etter preparatomtalen og frarådet av kardiolog.",
    ),
    stopped=Stopped(
        "Metotreksat",
        "liver",
        (20, 14),
        "Transaminaser over fem ganger øvre grense ved to forsøk, også med redusert dose og "
        "folsyre. Normalisert etter seponering, og fibroskanning viste begynnende fibrose.",
    ),
    grounds=("biomarker", "disease_course"),
    documentation=(
        "Pasienten har vedvarende høy konsentrasjon av den signalveien som legemiddelet hemmer. "
        "I to studier var andelen med remisjon omtrent dobbelt så høy i den øverste tertilen "
        "som i hele gruppen."
    ),
    differs=(
        "Gruppen som vurderes, har moderat sykdom og har ofte prøvd få behandlinger. Pasienten "
        "har alvorlig, biomarkørpositiv sykdom og flere tilstander som utelukker alternativene."
    ),
    references=(
        "Samlet analyse av to fase 3-studier, tabell 2. Laboratoriesvar fra egen avdeling ligger "
        "i journalen."
    ),
    benefit=(
        "Remisjon ventes hos flertallet med samme funn. Det vil bety færre innleggelser og at "
        "kortison kan trappes ned."
    ),
    severity=(
        "Fire innleggelser siste år, kontinuerlig kortison med brudd og diabetes som følge, og "
        "varig nedsatt lungekapasitet."
    ),
    goals=(
        "Remisjon etter sykdommens aktivitetsindeks etter seks måneder, prednisolon under 5 mg "
        "per dag og ingen innleggelser for oppbluss."
    ),
    dose="Fast dose subkutant hver fjerde uke, hver åttende uke fra måned seks",
    monitoring=(
        "Aktivitetsindeks, CRP og leverprøver hver fjerde uke de første seks månedene, deretter "
        "hver tredje måned. RAND-12 ved start, seks og tolv måneder."
    ),
    stop_criteria=(
        "Mindre enn halvering av aktivitetsindeksen etter seks måneder, alvorlig infeksjon, "
        "eller transaminaser over tre ganger øvre grense ved to målinger."
    ),
    risks=(
        "Infeksjon og leverpåvirkning er de viktigste. Tuberkulose og hepatitt er utelukket, og "
        "lungefunksjonen følges."
    ),
    adverse_events=(
        "Pasienten kan ringe revmatologisk poliklinikk på dagtid og vakthavende lege ellers. "
        "Alvorlige bivirkninger meldes til RELIS."
    ),
)

RARE: Final = Picture(
    chapters="",
    line="not_applicable",
    performance="2",
    contraindicated=RuledOut(
        "Enzymerstatning",
        "hypersensitivity",
        "Anafylaksi ved andre infusjon, bekreftet med tryptase og hudtest. Desensibilisering ble "
        "forsøkt i samråd med nasjonal kompetansetjeneste uten å lykkes.",
    ),
    stopped=Stopped(
        "Substratreduserende behandling",
        "gastrointestinal",
        (18, 10),
        "Vedvarende diaré og vekttap på elleve prosent til tross for diett og dosereduksjon. "
        "Ernæringssonde var nødvendig i to måneder.",
    ),
    grounds=("biomarker", "expert_opinion"),
    documentation=(
        "Genvarianten gir delvis bevart proteinfunksjon, som er forutsetningen for at "
        "legemiddelet virker. I den publiserte serien hadde alle pasientene med samme variant "
        "klar bedring, mot en tredel i hele gruppen."
    ),
    differs=(
        "De fleste i gruppen har varianter uten restfunksjon. Pasienten har en variant med "
        "dokumentert restfunksjon og tidlig fase av sykdommen uten varig organskade."
    ),
    references=(
        "Internasjonal kasusserie med 24 pasienter. Skriftlig råd fra europeisk "
        "referansenettverk ligger i journalen."
    ),
    benefit="Sykdommen ventes å stanse opp, med bevart gangfunksjon og egen respirasjon.",
    severity="Fremadskridende sykdom som uten behandling gir varig organskade og tidlig død.",
    goals="Halvert biomarkør etter seks måneder, uendret gangdistanse og vitalkapasitet.",
    dose="Vektbasert dose peroralt to ganger daglig, justert etter biomarkør",
    monitoring=(
        "Biomarkør hver måned det første halvåret, deretter hver tredje måned. Gangtest, "
        "spirometri og livskvalitet (EQ-5D-5L) hver sjette måned."
    ),
    stop_criteria=(
        "Mindre enn 30 prosent fall i biomarkør etter seks måneder, forverret vitalkapasitet ved "
        "to målinger, eller alvorlig bivirkning."
    ),
    risks="Erfaringen er begrenset til få pasienter. Leverpåvirkning følges med prøver.",
    adverse_events=(
        "Felles plan med nasjonal kompetansetjeneste. Alvorlige bivirkninger meldes til RELIS, "
        "og forløpet deles med fagnettverket når pasienten har samtykket."
    ),
)

PICTURES: Final = (CANCER, NEUROLOGY, INFLAMMATION, RARE)


def picture_for(diagnosis_code: str) -> Picture:
    """The picture whose diagnoses the code belongs to; rare disease where none fits."""
    chapter = diagnosis_code.strip()[:1].upper()
    return next((each for each in PICTURES if chapter and chapter in each.chapters), RARE)
