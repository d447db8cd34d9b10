"""What the rules rest on: each source key with a short name, a title and an address.

Fields, coded reasons, steps and registers name their source by key, so that everybody who
is asked something can see by which rule. ``I`` marks a choice of our own.
"""

from dataclasses import dataclass
from typing import Final

from likeverd.core.text import Text

OWN_READING: Final = "I"


@dataclass(frozen=True, slots=True)
class Source:
    """One source. ``address`` is empty where the document has no public one."""

    key: str
    short: Text
    title: Text
    address: str = ""


def _in_norwegian(
    key: str, short: str, title: str, english: str, address: str = "", short_en: str = ""
) -> Source:
    """A source whose name is the same in both forms of Norwegian; the English explains it."""
    return Source(key, Text(short, short, short_en or short), Text(title, title, english), address)


_EXCEPTIONS: Final = "https://nyemetoder.no/om-systemet/unntaksordning"

_ALL: Final = (
    Source(
        "S4",
        Text(
            "Sykehuset Innlandets prosedyre",
            "Prosedyren til Sykehuset Innlandet",
            "Innlandet Hospital's procedure",
        ),
        Text(
            "Sykehuset Innlandet HF: prosedyre for legemidler som er til vurdering i "
            "Beslutningsforum, når unntaksordningen brukes",
            "Sykehuset Innlandet HF: prosedyre for legemiddel som er til vurdering i "
            "Beslutningsforum, når unntaksordninga blir brukt",
            "Innlandet Hospital Trust: procedure for medicines under assessment in the Decision "
            "Forum, when the exception scheme is used",
        ),
    ),
    Source(
        OWN_READING,
        Text("Vårt eget forslag", "Vårt eige forslag", "Our own proposal"),
        Text(
            "Vår egen lesning, ikke en regel. Et valg i utformingen som ingen kilde pålegger.",
            "Vår eiga lesing, ikkje ein regel. Eit val i utforminga som inga kjelde pålegg.",
            "Our own reading, not a rule. A choice of design that no source demands.",
        ),
    ),
    _in_norwegian(
        "HDSG",
        "Helsedirektoratet, små tall",
        "Helsedirektoratet: dekningsgradsanalyser, årsrapport 2021 (tall under 5 vises ikke)",
        "The Directorate of Health: coverage analyses, annual report 2021 (numbers below 5 are not shown)",
        "https://www.helsedirektoratet.no",
        "The Directorate of Health, small numbers",
    ),
    _in_norwegian(
        "NM1",
        "Nye metoder, unntaksordningen",
        "Nye metoder: Unntaksordning",
        "Nye metoder, the national system for new methods: the exception scheme",
        _EXCEPTIONS,
        "Nye metoder, the exception scheme",
    ),
    _in_norwegian(
        "NM2",
        "Nye metoder, eldre utgave",
        "Nye metoder: Unntaksordning, eldre utgave",
        "Nye metoder: the exception scheme, an older version of the page",
        _EXCEPTIONS,
        "Nye metoder, older version",
    ),
    _in_norwegian(
        "NM3",
        "Nye metoder, metodevurdering",
        "Nye metoder: Metodevurdering, eldre utgave",
        "Nye metoder: assessment of methods, an older version of the page",
        "https://nyemetoder.no/metodevurdering",
        "Nye metoder, assessment",
    ),
    _in_norwegian(
        "NM4",
        "Nye metoder, 19.01.2026",
        "Nye metoder: Ønsker at ny ordning blir bedre kjent blant klinikere (19.01.2026)",
        "Nye metoder: news about the access scheme, 19 January 2026",
        "https://nyemetoder.no/aktuelt/onsker-at-ny-ordning-blir-bedre-kjent-blant-klinikere",
    ),
    _in_norwegian(
        "NM7",
        "Nye metoder, utenfor indikasjon",
        "Nye metoder: Rammeverk for legemiddelbehandling utenfor godkjent indikasjon (15.11.2023)",
        "Nye metoder: framework for off-label treatment, 15 November 2023",
        "https://nyemetoder.no/om-systemet/rammeverk-for-legemiddelbehandling-utenfor-godkjent-"
        "indikasjon-i-spesialisthelsetjenesten",
        "Nye metoder, off-label use",
    ),
    _in_norwegian(
        "NM12",
        "Nye metoder, implementering",
        "Nye metoder: Implementering",
        "Nye metoder: implementation of decisions",
        "https://nyemetoder.no/om-systemet/implementering",
        "Nye metoder, implementation",
    ),
    _in_norwegian(
        "NM13",
        "Nye metoder, stamceller",
        "Nye metoder: Autolog stamcelletransplantasjon",
        "Nye metoder: autologous stem cell transplantation",
        "https://nyemetoder.no/metoder/autolog-stamcelletransplantasjon",
        "Nye metoder, stem cells",
    ),
    _in_norwegian(
        "NM14",
        "Nye metoder, forskning på stamceller",
        "Nye metoder: Ønsker forskning på stamcelletransplantasjon ved MS",
        "Nye metoder: research wanted on stem cell transplantation in multiple sclerosis",
        "https://nyemetoder.no/aktuelt/onsker-forskning-pa-stamcelletransplantasjon-ved-ms",
        "Nye metoder, research on stem cells",
    ),
    _in_norwegian(
        "NM15",
        "Nye metoder, Beslutningsforum 20. juni",
        "Nye metoder: Beslutningsforum 20. juni",
        "Nye metoder: the Decision Forum of 20 June",
        "https://nyemetoder.no/aktuelt/beslutningsforum-20-juni-ja-til-vyndaqel-og-22-legemidler-"
        "for-sjeldne-sykdommer",
        "Nye metoder, Decision Forum of 20 June",
    ),
    _in_norwegian(
        "HD1",
        "Helsedirektoratet, behandlingsplan",
        "Helsedirektoratets veileder om utprøvende behandling: behandlingsplan",
        "The Directorate of Health's guide to experimental treatment: the treatment plan",
        "https://www.helsedirektoratet.no/veiledere/utprovende-behandling",
        "Directorate of Health, treatment plan",
    ),
    _in_norwegian(
        "HD4",
        "Helsedirektoratet, utprøvende behandling",
        "Helsedirektoratet: nyhet om utprøvende behandling (2019)",
        "The Directorate of Health: news about experimental treatment, 2019",
        "https://www.helsedirektoratet.no/veiledere/utprovende-behandling",
        "Directorate of Health, experimental treatment",
    ),
    _in_norwegian(
        "HDR3",
        "Pasient- og brukerrettighetsloven § 3-1",
        "Helsedirektoratets rundskriv til pasient- og brukerrettighetsloven § 3-1",
        "The Directorate of Health's circular on section 3-1 of the Patients' Rights Act",
        short_en="Patients' Rights Act, section 3-1",
    ),
    _in_norwegian(
        "HDR1",
        "Pasient- og brukerrettighetsloven § 7-2",
        "Helsedirektoratets rundskriv til pasient- og brukerrettighetsloven § 7-2",
        "The Directorate of Health's circular on section 7-2 of the Patients' Rights Act: complaints",
        short_en="Patients' Rights Act, section 7-2",
    ),
    _in_norwegian(
        "HDR2",
        "Pasient- og brukerrettighetsloven § 7-5",
        "Helsedirektoratets rundskriv til pasient- og brukerrettighetsloven § 7-5",
        "The Directorate of Health's circular on section 7-5 of the Patients' Rights Act: four weeks",
        short_en="Patients' Rights Act, section 7-5",
    ),
    _in_norwegian(
        "HTI",
        "Helsetilsynet 2021",
        "Statens helsetilsyn (2021): Feil lovanvendelse, men omgjør ikke vedtaket",
        "The Board of Health Supervision (2021): the law was applied wrongly, the decision stands",
        short_en="Board of Health Supervision 2021",
    ),
    _in_norwegian(
        "P154a",
        "Pasientjournalloven § 22 og Prop. 154 L",
        "Prop. 154 L (2024–2025) kapittel 4, om innsyn i logg etter pasientjournalloven",
        "Prop. 154 L (2024–2025), chapter 4, on the patient's access to the log of the record",
        short_en="Patient Records Act and Prop. 154 L",
    ),
    _in_norwegian(
        "DMP1",
        "Legemiddelverket, godkjenningsfritak",
        "Legemiddelverket: Godkjenningsfritak for legemidler til mennesker",
        "The Medicines Agency: exemption from marketing authorisation",
        "https://legemiddelverket.no/godkjenningsfritak/godkjenningsfritak-for-legemidler-til-"
        "mennesker",
        "Medicines Agency, approval exemption",
    ),
    _in_norwegian(
        "LD",
        "Prioriteringsforskriften",
        "Prioriteringsforskriften, FOR-2000-12-01-1208, §§ 2 og 2 a",
        "The Prioritisation Regulation, FOR-2000-12-01-1208, sections 2 and 2 a",
        "https://lovdata.no/dokument/SF/forskrift/2000-12-01-1208",
        "Prioritisation Regulation",
    ),
    _in_norwegian(
        "P154c",
        "Prop. 154 L (2024–2025)",
        "Prop. 154 L (2024–2025), kapittel 11",
        "Bill 154 L (2024–2025) to the Storting, chapter 11",
    ),
    _in_norwegian(
        "EG0",
        "Ekspertgruppen om tilgang",
        "Departementets ekspertgruppe om tilgang til nye metoder: ti anbefalinger",
        "The ministry's expert group on access to new methods: ten recommendations",
        "https://www.regjeringen.no/id3025561",
        "Expert group on access",
    ),
    _in_norwegian(
        "S0",
        "Innstilling om stamcellebehandling",
        "Helse- og omsorgskomiteens innstilling om stamcellebehandling ved MS, "
        "med statsrådens brev av 13.10.2023",
        "The Storting's health committee on stem cell treatment in multiple sclerosis, with the "
        "minister's letter of 13 October 2023",
        short_en="Storting on stem cell treatment",
    ),
    _in_norwegian(
        "S3",
        "Strategi for sjeldne diagnoser",
        "Nasjonal strategi for sjeldne diagnoser (10.08.2021)",
        "The national strategy for rare diagnoses, 10 August 2021",
        short_en="Strategy for rare diagnoses",
    ),
    _in_norwegian(
        "ST3",
        "Dokument 15:1673 (2021–2022)",
        "Stortinget: Dokument 15:1673 (2021–2022), spørsmål til skriftlig besvarelse",
        "The Storting: question for written answer, Document 15:1673 (2021–2022)",
    ),
    _in_norwegian(
        "KO",
        "KOBLE",
        "KOBLE: Bruk av legemidler uten markedsføringstillatelse",
        "KOBLE: use of medicines without marketing authorisation",
        "https://koble.info/Bruk_av_legemidler_uten_MT",
    ),
    _in_norwegian(
        "AP",
        "Apotekforeningen, H-resepter",
        "Apotekforeningen: H-resepter, statistikk 2018",
        "The Pharmacy Association: statistics on hospital-financed prescriptions, 2018",
        short_en="Pharmacy Association",
    ),
    _in_norwegian(
        "FFM",
        "FFM, 11.04.2023",
        "Foreningen for muskelsyke: nyhet 11.04.2023",
        "The Norwegian association for people with muscular disorders: news, 11 April 2023",
    ),
    _in_norwegian(
        "NRK",
        "NRK, februar 2018",
        "NRK: artikkel 1.13930194 (februar 2018)",
        "NRK, the public broadcaster: article 1.13930194, February 2018",
        "https://www.nrk.no/1.13930194",
        "NRK, February 2018",
    ),
    _in_norwegian(
        "PF",
        "Pfizer, kriterier for Vyndaqel",
        "Pfizer: kriterier for bruk av Vyndaqel",
        "Pfizer: criteria for the use of Vyndaqel",
        short_en="Pfizer, criteria for Vyndaqel",
    ),
    _in_norwegian(
        "VV",
        "Vestre Viken, 25.08.2023",
        "Vestre Viken HF: Presisering av kriterier for tildeling av CGM (25.08.2023)",
        "Vestre Viken Hospital Trust: criteria for continuous glucose monitoring, 25 August 2023",
    ),
    _in_norwegian(
        "HB2",
        "Helse Bergen, RAM-MS",
        "Helse Bergen HF: om RAM-MS-studien",
        "Helse Bergen Hospital Trust: about the RAM-MS trial",
        "https://www.helse-bergen.no/ram-ms/om-ram-ms-studien",
    ),
    _in_norwegian(
        "HB3",
        "Helse Bergen, kliniske studier",
        "Helse Bergen HF: kliniske studier, stamceller ved MS",
        "Helse Bergen Hospital Trust: clinical trials, stem cells in multiple sclerosis",
        "https://www.helse-bergen.no/kliniske-studier",
        "Helse Bergen, clinical trials",
    ),
    _in_norwegian(
        "MS1",
        "MS-forbundet, RAM-MS",
        "MS-forbundet: nye kriterier i RAM-MS",
        "The Norwegian MS society: new criteria in the RAM-MS trial",
        short_en="MS society, RAM-MS",
    ),
    _in_norwegian(
        "NM5",
        "Nye metoder, «compassionate use»",
        "Nye metoder: Retningslinje for bruk av nye legemidler før markedsføringstillatelse "
        "(liste av 17.12.2024)",
        "Nye metoder: guideline on new medicines before marketing authorisation, with the national "
        "list of agreements (17 December 2024)",
        "https://nyemetoder.no/om-systemet/retningslinje-for-bruk-av-nye-legemidler-for-"
        "markedsforingstillatelse-compassionate-use",
        "Nye metoder, compassionate use",
    ),
    _in_norwegian(
        "NM8",
        "Nye metoder, hvem gjør hva",
        "Nye metoder: Hvem gjør hva",
        "Nye metoder: who does what",
        "https://nyemetoder.no/om-systemet/hvem-gjor-hva",
        "Nye metoder, who does what",
    ),
    _in_norwegian(
        "NM9",
        "Nye metoder, forslag",
        "Nye metoder: Forslag om nasjonale metodevurderinger",
        "Nye metoder: proposals for national assessments",
        "https://nyemetoder.no/om-systemet/forslag-om-nasjonale-metodevurderinger",
        "Nye metoder, proposals",
    ),
    _in_norwegian(
        "NM10",
        "Nye metoder, for leverandører",
        "Nye metoder: For leverandører",
        "Nye metoder: for suppliers",
        "https://nyemetoder.no/om-systemet/for-leverandorer",
        "Nye metoder, for suppliers",
    ),
    _in_norwegian(
        "NM18",
        "Nye metoder, innspill",
        "Nye metoder: Innspill til metoder",
        "Nye metoder: input on methods",
        "https://nyemetoder.no/om-systemet/innspill-til-metoder",
        "Nye metoder, input",
    ),
    _in_norwegian(
        "NM19",
        "Nye metoder, ni metoder innføres",
        "Nye metoder: Ni nye metoder innføres (2019)",
        "Nye metoder: nine new methods are introduced (2019)",
        "https://nyemetoder.no/aktuelt/ni-nye-metoder-innfores",
        "Nye metoder, nine methods introduced",
    ),
    _in_norwegian(
        "SI1",
        "Sykehuset Innlandet, utenfor indikasjon",
        "Sykehuset Innlandet HF: prosedyre for legemidler utenfor godkjent indikasjon og uten "
        "markedsføringstillatelse",
        "Innlandet Hospital Trust: procedure for off-label and unlicensed medicines",
        "https://kvalitet.sykehuset-innlandet.no/docs/pub/DOK45972.htm",
        "Innlandet Hospital, off-label use",
    ),
    _in_norwegian(
        "HB1",
        "Helse Bergen, flytskjema",
        "Helse Bergen HF: flytskjema for legemidler utenfor indikasjon, unntak og "
        "tilgangsordningen (versjon 1.16, 15.04.2025)",
        "Bergen Hospital Trust: flow chart for off-label use, exceptions and the access scheme "
        "(version 1.16, 15 April 2025)",
        "https://kvalitet.helse-bergen.no/docs/pub/DOK70470.htm",
        "Bergen Hospital, flow chart",
    ),
    _in_norwegian(
        "HD3",
        "Helsedirektoratet, hva utprøvende er",
        "Helsedirektoratets veileder om utprøvende behandling: om utprøvende behandling",
        "The Directorate of Health's guide to investigational treatment: what it is",
        "https://www.helsedirektoratet.no/veiledere/utprovende-behandling",
        "Directorate of Health, what it is",
    ),
    _in_norwegian(
        "HD5",
        "Helsedirektoratet, om veilederen",
        "Helsedirektoratets veileder om utprøvende behandling: om veilederen",
        "The Directorate of Health's guide to investigational treatment: about the guide",
        "https://www.helsedirektoratet.no/veiledere/utprovende-behandling",
        "Directorate of Health, about the guide",
    ),
    _in_norwegian(
        "DMP2",
        "Legemiddelverket, fritak for leger",
        "Legemiddelverket: Godkjenningsfritak, for leger og tannleger",
        "The Medicines Agency: approval exemption, for doctors and dentists",
        "https://legemiddelverket.no/godkjenningsfritak/for-leger-og-tannleger",
        "Medicines Agency, for doctors",
    ),
    _in_norwegian(
        "DMP9",
        "Legemiddelverket, metodevurderinger",
        "Legemiddelverket: saksbehandlingsstatus for metodevurderinger",
        "The Medicines Agency: the state of health technology assessments",
        short_en="Medicines Agency, assessments",
    ),
    _in_norwegian(
        "DMP3",
        "DMP, «compassionate use»",
        "Direktoratet for medisinske produkter: Søknad om compassionate use program",
        "The Norwegian Medical Products Agency: application for a compassionate use programme",
        "https://www.dmp.no/godkjenning/klinisk-utproving/soknad-om-compassionate-use-program",
        "Medical Products Agency, compassionate use",
    ),
    _in_norwegian(
        "KF2",
        "Kreftforeningen, Ekspertpanelet",
        "Kreftforeningen: Ekspertpanelet",
        "The Norwegian Cancer Society: the Expert Panel",
        short_en="Cancer Society, the Expert Panel",
    ),
    _in_norwegian(
        "EP1",
        "Ekspertpanelet",
        "Helse Bergen HF: Ekspertpanelet",
        "Bergen Hospital Trust: the Expert Panel",
        "https://www.helse-bergen.no/ekspertpanelet",
        "The Expert Panel",
    ),
    _in_norwegian(
        "VG1",
        "VG, oktober 2017",
        "VG: artiklene 24154873 og 24159288 (oktober 2017)",
        "VG, a newspaper: articles 24154873 and 24159288, October 2017",
    ),
)

SOURCES: Final[dict[str, Source]] = {source.key: source for source in _ALL}
