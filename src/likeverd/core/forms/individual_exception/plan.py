"""The treatment plan: purpose, goals, dose, monitoring, when to stop, and what may go wrong.

Content after the Directorate of Health's guideline on investigational treatment [HD1].
"""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section, When
from likeverd.core.text import Text

YES_NO: Final = (
    Option("yes", Text("Ja", "Ja", "Yes")),
    Option("no", Text("Nei", "Nei", "No")),
)


def _planned(key: str, kind: Kind, label: Text, why: Text) -> Field:
    return Field(key, kind, label, why, "HD1", longest=200 if kind is Kind.LINE else 3000)


CONTENT: Final = (
    _planned(
        "plan_purpose",
        Kind.TEXT,
        Text("Formålet med behandlingen", "Formålet med behandlinga", "Purpose of the treatment"),
        Text(
            "Formålet sier om målet er å helbrede, bremse eller lindre.",
            "Formålet seier om målet er å lækje, bremse eller lindre.",
            "The purpose says whether the aim is to cure, to slow down or to relieve.",
        ),
    ),
    _planned(
        "plan_goals",
        Kind.TEXT,
        Text("Målbare behandlingsmål", "Målbare behandlingsmål", "Measurable goals"),
        Text(
            "Målene brukes når behandlingen skal evalueres.",
            "Måla blir brukte når behandlinga skal evaluerast.",
            "The goals are used when the treatment is evaluated.",
        ),
    ),
    _planned(
        "plan_dose_frequency",
        Kind.LINE,
        Text("Dose og hyppighet", "Dose og kor ofte", "Dose and frequency"),
        Text(
            "Dosen avgjør både nytte, risiko og kostnad.",
            "Dosen avgjer både nytte, risiko og kostnad.",
            "The dose decides benefit, risk and cost alike.",
        ),
    ),
    _planned(
        "plan_duration",
        Kind.LINE,
        Text("Planlagt varighet", "Planlagd lengd", "Planned duration"),
        Text(
            "Et unntak gjelder for en tid og ikke uten ende.",
            "Eit unntak gjeld for ei tid og ikkje utan ende.",
            "An exception holds for a time, not without end.",
        ),
    ),
    _planned(
        "plan_monitoring",
        Kind.TEXT,
        Text("Oppfølging og målinger", "Oppfølging og målingar", "Monitoring and measurements"),
        Text(
            "Effekten skal følges hele tiden, også etter at behandlingen er slutt.",
            "Effekten skal følgjast heile tida, òg etter at behandlinga er slutt.",
            "The effect is to be followed all along, also after the treatment has ended.",
        ),
    ),
    _planned(
        "plan_responsible",
        Kind.LINE,
        Text(
            "Ansvarlig for behandlingen",
            "Ansvarleg for behandlinga",
            "Responsible for the treatment",
        ),
        Text(
            "Noen må ha ansvaret når søkeren er borte.",
            "Nokon må ha ansvaret når søkjaren er borte.",
            "Someone must be responsible when the applicant is away.",
        ),
    ),
)

STARTING_AND_STOPPING: Final = (
    Field(
        "start_criteria_relevant",
        Kind.CHOICE,
        Text(
            "Finnes det startkriterier for behandlingen?",
            "Finst det startkriterium for behandlinga?",
            "Are there start criteria for the treatment?",
        ),
        Text(
            "Ved sjeldne sykdommer er slike kriterier ofte avtalt nasjonalt.",
            "Ved sjeldne sjukdommar er slike kriterium ofte avtalte nasjonalt.",
            "For rare diseases such criteria are often agreed nationally.",
        ),
        "S3",
        options=YES_NO,
    ),
    Field(
        "plan_start_criteria",
        Kind.TEXT,
        Text(
            "Startkriterier, og hvordan de er oppfylt",
            "Startkriterium, og korleis dei er oppfylte",
            "Start criteria, and how they are met",
        ),
        Text(
            "Alle som får behandlingen, skal begynne på samme vilkår.",
            "Alle som får behandlinga, skal byrje på same vilkår.",
            "All who get the treatment should start on the same terms.",
        ),
        "S3",
        asked_when=Condition("start_criteria_relevant", ("yes",)),
        longest=3000,
    ),
    _planned(
        "plan_stop_criteria",
        Kind.TEXT,
        Text("Stoppkriterier", "Stoppkriterium", "Stop criteria"),
        Text(
            "Det skal være avtalt på forhånd når behandlingen avsluttes.",
            "Det skal vere avtalt på førehand når behandlinga blir avslutta.",
            "It is to be agreed beforehand when the treatment ends.",
        ),
    ),
    Field(
        "plan_evaluation_date",
        Kind.DATE,
        Text("Første evaluering", "Første evaluering", "First evaluation"),
        Text(
            "Datoen følger saken når unntaket er gitt.",
            "Datoen følgjer saka når unntaket er gitt.",
            "The date follows the case once the exception is granted.",
        ),
        "HD1",
        when=When.FUTURE,
    ),
    Field(
        "plan_evaluation_interval",
        Kind.WHOLE_NUMBER,
        Text(
            "Måneder mellom evalueringene deretter",
            "Månader mellom evalueringane etterpå",
            "Months between evaluations after that",
        ),
        Text(
            "Fast evaluering gjør at virkningsløs behandling blir stanset.",
            "Fast evaluering gjer at verknadslaus behandling blir stansa.",
            "Regular evaluation sees to it that treatment without effect is stopped.",
        ),
        "HD1",
        least=1,
        most=12,
    ),
    _planned(
        "plan_risks",
        Kind.TEXT,
        Text("Risikovurdering", "Risikovurdering", "Risk assessment"),
        Text(
            "Risikoen skal veies mot nytten før start.",
            "Risikoen skal vegast mot nytta før start.",
            "The risk is to be weighed against the benefit before the start.",
        ),
    ),
    _planned(
        "plan_adverse_events",
        Kind.TEXT,
        Text(
            "Plan for uønskede hendelser",
            "Plan for uønskte hendingar",
            "Plan for adverse events",
        ),
        Text(
            "De som har vakt, må vite hva de skal gjøre og hvor det meldes.",
            "Dei som har vakt, må vite kva dei skal gjere og kvar det blir meldt.",
            "Those on call must know what to do and where to report it.",
        ),
    ),
)

PLAN: Final = Section(
    "plan",
    Text("Behandlingsplan", "Behandlingsplan", "Treatment plan"),
    Text(
        "Planen skal finnes før start. Den blir målestokken når behandlingen evalueres.",
        "Planen skal finnast før start. Han blir målestokken når behandlinga blir evaluert.",
        "The plan is to exist before the start. It becomes the measure at each evaluation.",
    ),
    (*CONTENT, *STARTING_AND_STOPPING),
)
