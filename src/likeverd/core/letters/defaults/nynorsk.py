"""The national texts in nynorsk."""

from typing import Final

from likeverd.core.letters.defaults.joining import Parts, texts_of
from likeverd.core.vocabulary import State

PARTS: Final = Parts(
    about="""
# Svar på søknad om unntak

Saka har nummer {{saksnummer}}. Søknaden gjaldt {{metode}} mot {{tilstand}}, og vart send av {{lege}}, {{avdeling}}.
""",
    answer="""
# Svaret

{{svaret}}

Avgjord {{dato}} av {{avgjort_av}}.
""",
    stopped_by="""
# Svaret

{{svaret}}

Stansa {{dato}} av {{avgjort_av}}.
""",
    period="""
# Kor lenge unntaket gjeld

Unntaket gjeld til og med {{gjelder_til}}. Skal behandlinga halde fram etter den dagen, må du søkje på nytt i god tid.
""",
    conditions="""
# Vilkår

{{vilkår}}
""",
    right_scheme="""
# Den rette ordninga

Den rette ordninga er: {{riktig_ordning}}. Opplysningane i søknaden kan brukast på nytt der.
""",
    why="""
# Grunnane

{{grunner}}

# Grunngivinga

{{begrunnelse}}
""",
    after_a_yes="""
# Kva du gjer no

- Fortel pasienten om svaret. Brevet til pasienten ligg klart i saka, og du vel når det blir vist.
- Skriv saksnummeret {{saksnummer}} i journalen.
- Bruk saksnummeret når du bestiller eller skriv resept.
""",
    after_a_no="""
# Kva du gjer no

- Snakk med pasienten før brevet blir vist. Brevet til pasienten ligg klart i saka. Du skriv dagen for samtalen, og pasienten kan lese brevet frå den dagen.
- Skriv saksnummeret {{saksnummer}} i journalen.
- Kjem det nye opplysningar om pasienten eller behandlinga, kan du be om ei ny vurdering i saka eller søkje på nytt.

# Klage

Pasienten kan klage til Statsforvaltaren innan fire veker. Kjeldene er ikkje einige om sjølve svaret på ein unntakssøknad kan klagast på. Brevet til pasienten seier begge delar, og forklarer korleis ein klagar.
""",
    greeting="""
# Svar på søknaden om behandling

Hei, {{pasient}}.

Legen din, {{lege}} ved {{avdeling}}, har søkt om {{metode}} for deg. Her er svaret frå {{sykehus}}.
""",
    told="""
# Svaret

{{svaret}}

Svaret er frå {{dato}} og vart gitt av {{avgjort_av}}. Saka har nummer {{saksnummer}}.
""",
    told_conditions="""
# Dette må vere oppfylt

{{vilkår}}

Spør legen din om du lurer på kva dette har å seie for deg.
""",
    told_why="""
# Kvifor

{{grunner}}
""",
    next_for_patient={
        State.GRANTED: """
# Kva skjer no

Legen din avtaler med deg når behandlinga kan byrje, og korleis ho blir følgd opp. Du bestemmer sjølv om du vil ha ho.

Svaret gjeld til og med {{gjelder_til}}. Treng du behandlinga lenger, må legen din søkje på nytt før den dagen.
""",
        State.REFUSED: """
# Kva skjer no

Legen din snakkar med deg om svaret, og om kva behandling du kan få.

Får du det annleis, eller kjem det ny kunnskap om behandlinga, kan legen din be om ei ny vurdering eller søkje på nytt.
""",
        State.WRONG_SCHEME: """
# Kva skjer no

Den rette ordninga er: {{riktig_ordning}}. Legen din kan søkje der, og snakkar med deg om det.
""",
        State.STOPPED: """
# Kva skjer no

Legen din snakkar med deg om kvifor søknaden vart stansa, og om kva behandling du kan få.

Får du det annleis, eller kjem det nye opplysningar, kan legen din søkje på nytt.
""",
    },
    call="""
# Kven du kan ringje

{{kontakt}}
""",
    rights="""
# Det du har rett til

Du har rett til å få svaret forklart slik at du forstår det. Du kan få lese det som står om deg i saka, og sjå kven som har lese ho. Spør legen din eller avdelinga.
""",
    complain="""
# Du kan klage

{{klage}}
""",
)

TEXTS: Final = texts_of(PARTS)
