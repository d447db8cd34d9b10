"""The national texts in bokmål."""

from typing import Final

from likeverd.core.letters.defaults.joining import Parts, texts_of
from likeverd.core.vocabulary import State

PARTS: Final = Parts(
    about="""
# Svar på søknad om unntak

Saken har nummer {{saksnummer}}. Søknaden gjaldt {{metode}} mot {{tilstand}}, og ble sendt av {{lege}}, {{avdeling}}.
""",
    answer="""
# Svaret

{{svaret}}

Avgjort {{dato}} av {{avgjort_av}}.
""",
    stopped_by="""
# Svaret

{{svaret}}

Stanset {{dato}} av {{avgjort_av}}.
""",
    period="""
# Hvor lenge unntaket gjelder

Unntaket gjelder til og med {{gjelder_til}}. Skal behandlingen fortsette etter den dagen, må du søke på nytt i god tid.
""",
    conditions="""
# Vilkår

{{vilkår}}
""",
    right_scheme="""
# Den rette ordningen

Den rette ordningen er: {{riktig_ordning}}. Opplysningene i søknaden kan brukes på nytt der.
""",
    why="""
# Grunnene

{{grunner}}

# Begrunnelsen

{{begrunnelse}}
""",
    after_a_yes="""
# Hva du gjør nå

- Fortell pasienten om svaret. Brevet til pasienten ligger klart i saken, og du velger når det vises.
- Skriv saksnummeret {{saksnummer}} i journalen.
- Bruk saksnummeret når du bestiller eller skriver resept.
""",
    after_a_no="""
# Hva du gjør nå

- Snakk med pasienten før brevet blir vist. Brevet til pasienten ligger klart i saken. Du skriver dagen for samtalen, og pasienten kan lese brevet fra den dagen.
- Skriv saksnummeret {{saksnummer}} i journalen.
- Kommer det nye opplysninger om pasienten eller behandlingen, kan du be om en ny vurdering i saken eller søke på nytt.

# Klage

Pasienten kan klage til Statsforvalteren innen fire uker. Kildene er ikke enige om selve svaret på en unntakssøknad kan påklages. Brevet til pasienten sier begge deler, og forklarer hvordan en klager.
""",
    greeting="""
# Svar på søknaden om behandling

Hei, {{pasient}}.

Legen din, {{lege}} ved {{avdeling}}, har søkt om {{metode}} for deg. Her er svaret fra {{sykehus}}.
""",
    told="""
# Svaret

{{svaret}}

Svaret er fra {{dato}} og ble gitt av {{avgjort_av}}. Saken har nummer {{saksnummer}}.
""",
    told_conditions="""
# Dette må være oppfylt

{{vilkår}}

Spør legen din hvis du lurer på hva dette betyr for deg.
""",
    told_why="""
# Hvorfor

{{grunner}}
""",
    next_for_patient={
        State.GRANTED: """
# Hva skjer nå

Legen din avtaler med deg når behandlingen kan begynne, og hvordan den følges opp. Du bestemmer selv om du vil ha den.

Svaret gjelder til og med {{gjelder_til}}. Trenger du behandlingen lenger, må legen din søke på nytt før den dagen.
""",
        State.REFUSED: """
# Hva skjer nå

Legen din snakker med deg om svaret, og om hvilken behandling du kan få.

Får du det annerledes, eller kommer det ny kunnskap om behandlingen, kan legen din be om en ny vurdering eller søke på nytt.
""",
        State.WRONG_SCHEME: """
# Hva skjer nå

Den rette ordningen er: {{riktig_ordning}}. Legen din kan søke der, og snakker med deg om det.
""",
        State.STOPPED: """
# Hva skjer nå

Legen din snakker med deg om hvorfor søknaden ble stanset, og om hvilken behandling du kan få.

Får du det annerledes, eller kommer det nye opplysninger, kan legen din søke på nytt.
""",
    },
    call="""
# Hvem du kan ringe

{{kontakt}}
""",
    rights="""
# Det du har rett til

Du har rett til å få svaret forklart slik at du forstår det. Du kan få lese det som står om deg i saken, og se hvem som har lest den. Spør legen din eller avdelingen.
""",
    complain="""
# Du kan klage

{{klage}}
""",
)

TEXTS: Final = texts_of(PARTS)
