"""The third precondition: documented reason to expect a substantially larger effect."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section
from likeverd.core.text import Text

ANSWERS: Final = (
    Option(
        "yes",
        Text("Ja, det er dokumentert", "Ja, det er dokumentert", "Yes, it is documented"),
    ),
    Option(
        "uncertain",
        Text(
            "Kanskje, dokumentasjonen er usikker",
            "Kanskje, dokumentasjonen er usikker",
            "Perhaps, the evidence is uncertain",
        ),
    ),
    Option("no", Text("Nei", "Nei", "No")),
)
GROUNDS: Final = (
    Option(
        "biomarker",
        Text("Biomarkør eller genfunn", "Biomarkør eller genfunn", "Biomarker or genetic finding"),
    ),
    Option(
        "subgroup",
        Text(
            "Undergruppe i publisert studie",
            "Undergruppe i publisert studie",
            "Subgroup in a published trial",
        ),
    ),
    Option(
        "earlier_response",
        Text(
            "Tidligere effekt av samme eller lignende behandling",
            "Tidlegare effekt av same eller liknande behandling",
            "Earlier effect of the same or a similar treatment",
        ),
    ),
    Option(
        "disease_course",
        Text("Sykdomsforløpet", "Sjukdomsforløpet", "The course of the disease"),
    ),
    Option(
        "expert_opinion",
        Text(
            "Råd fra ekspertnettverk",
            "Råd frå ekspertnettverk",
            "Advice from an expert network",
        ),
    ),
    Option("other", Text("Annet", "Anna", "Other")),
)
COUNT_SOURCES: Final = (
    Option("own_department", Text("Egen avdeling", "Eiga avdeling", "Own department")),
    Option("register", Text("Medisinsk register", "Medisinsk register", "Medical register")),
    Option("literature", Text("Publisert litteratur", "Publisert litteratur", "Literature")),
    Option("estimate", Text("Eget anslag", "Eige anslag", "Own estimate")),
)

ARGUED: Final = Condition("larger_effect", ("yes", "uncertain"))

LARGER_EFFECT: Final = Section(
    "larger_effect",
    Text("Forventet effekt", "Venta effekt", "Expected effect"),
    Text(
        "Tredje forutsetning: dokumentert grunn til å vente vesentlig større effekt for denne "
        "pasienten enn for gruppen som helhet. Gruppens størrelse har ingen betydning.",
        "Tredje føresetnad: dokumentert grunn til å vente vesentleg større effekt for denne "
        "pasienten enn for gruppa som heilskap. Storleiken på gruppa har ikkje noko å seie.",
        "Third precondition: documented reason to expect a substantially larger effect for this "
        "patient than for the group as a whole. The size of the group does not matter.",
    ),
    (
        Field(
            "larger_effect",
            Kind.CHOICE,
            Text(
                "Er det grunn til å vente vesentlig større effekt enn i gruppen?",
                "Er det grunn til å vente vesentleg større effekt enn i gruppa?",
                "Is there reason to expect a substantially larger effect than in the group?",
            ),
            Text(
                "Uten slik grunn er pasienten en av dem metoden nå vurderes for.",
                "Utan slik grunn er pasienten ein av dei metoden no blir vurdert for.",
                "Without it the patient is one of those for whom the method is being assessed.",
            ),
            "S4",
            options=ANSWERS,
        ),
        Field(
            "larger_effect_grounds",
            Kind.CHOICES,
            Text("Hva bygger du det på?", "Kva byggjer du det på?", "What do you base it on?"),
            Text(
                "Grunnlaget viser hvor sterkt holdepunktet er.",
                "Grunnlaget viser kor sterkt haldepunktet er.",
                "The grounds show how strong the indication is.",
            ),
            "S4",
            options=GROUNDS,
            asked_when=ARGUED,
        ),
        Field(
            "larger_effect_documentation",
            Kind.TEXT,
            Text(
                "Dokumentasjon for større effekt",
                "Dokumentasjon for større effekt",
                "Evidence for a larger effect",
            ),
            Text(
                "Antakelsen må bygge på dokumentasjon som andre kan etterprøve.",
                "Det du legg til grunn, må byggje på dokumentasjon som andre kan etterprøve.",
                "The expectation must rest on evidence that others can check.",
            ),
            "S4",
            asked_when=ARGUED,
        ),
        Field(
            "patient_differs",
            Kind.TEXT,
            Text(
                "Hvordan skiller pasienten seg fra gruppen?",
                "Korleis skil pasienten seg frå gruppa?",
                "How does this patient differ from the group?",
            ),
            Text(
                "Sammenligningen med gruppen er kjernen i om saken er et unntak.",
                "Samanlikninga med gruppa er kjernen i om saka er eit unntak.",
                "The comparison with the group is the heart of whether this is an exception.",
            ),
            "S4",
        ),
        Field(
            "larger_effect_references",
            Kind.TEXT,
            Text("Referanser", "Referansar", "References"),
            Text(
                "Oppgi artikkel, år og DOI eller lenke, så kilden kan leses.",
                "Oppgi artikkel, år og DOI eller lenkje, så kjelda kan lesast.",
                "Give article, year and DOI or link, so that the source can be read.",
            ),
            "S4",
            asked_when=ARGUED,
            longest=3000,
        ),
        Field(
            "comparable_patients",
            Kind.WHOLE_NUMBER,
            Text(
                "Hvor mange pasienter i året har det samme grunnlaget?",
                "Kor mange pasientar i året har det same grunnlaget?",
                "How many patients a year have the same grounds?",
            ),
            Text(
                "Er de flere, kan et gruppeunntak være riktigere; antallet er aldri avslagsgrunn.",
                "Er dei fleire, kan eit gruppeunntak vere rettare; talet er aldri avslagsgrunn.",
                "If there are several, a group exception may fit better; never a ground for no.",
            ),
            "I",
            most=100_000,
        ),
        Field(
            "comparable_patients_source",
            Kind.CHOICE,
            Text("Hvor kommer tallet fra?", "Kvar kjem talet frå?", "Where is the number from?"),
            Text(
                "Et anslag og en telling veier ulikt.",
                "Eit anslag og ei teljing veg ulikt.",
                "An estimate and a count weigh differently.",
            ),
            "I",
            options=COUNT_SOURCES,
        ),
    ),
)
