"""The exception scheme: the statuses that close it, for one patient and for a group."""

from typing import Final

from likeverd.core.routing.rule import IN_USE, LEFT, rule
from likeverd.core.routing.rules.exceptions import BOTH, INDIVIDUAL, REFUSED
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Verdict
from likeverd.core.scheme_dates import ACCESS_SCHEME_OPENED
from likeverd.core.text import Text

CLOSED: Final = Verdict.CLOSED

CLOSED_EXCEPTION_RULES: Final = (
    rule(
        "exception.not_in_the_system",
        CLOSED,
        BOTH,
        {Status.NOT_KNOWN},
        "NM1",
        Text(
            "Nye metoder kjenner ikke metoden. Unntak forutsetter at en metodevurdering er bestilt; se «Foreslå "
            "metoden» og veiene for bruk utenfor godkjent indikasjon.",
            "Nye metoder kjenner ikkje metoden. Unntak føreset at ei metodevurdering er bestilt; sjå «Føreslå "
            "metoden» og vegane for bruk utanfor godkjend indikasjon.",
            "Nye metoder does not know the method. An exception presupposes that an assessment is commissioned; see "
            "“Propose the method” and the ways for use outside the approved indication.",
        ),
        own_reading=True,
    ),
    rule(
        "exception.only_proposed",
        CLOSED,
        BOTH,
        {Status.PROPOSED},
        "NM9",
        Text(
            "Metoden er foreslått, men ingen metodevurdering er bestilt. Unntak blir mulig når Bestillerforum gir "
            "oppdrag; følg med på neste møte.",
            "Metoden er føreslått, men inga metodevurdering er bestilt. Unntak blir mogleg når Bestillerforum gir "
            "oppdrag; følg med på neste møte.",
            "The method is proposed, but no assessment is commissioned. An exception becomes possible when the "
            "Commissioning Forum commissions one; watch its next meeting.",
        ),
        own_reading=True,
    ),
    rule(
        "exception.no_longer_assessed",
        CLOSED,
        BOTH,
        LEFT,
        "NM1",
        Text(
            "Vurderingen er avbestilt eller trukket, og metoden er ikke lenger under vurdering. Unntak gjelder bare "
            "mens den er det; spør Sekretariatet for Nye metoder hva som skjer videre.",
            "Vurderinga er avbestilt eller trekt, og metoden er ikkje lenger under vurdering. Unntak gjeld berre så "
            "lenge han er det; spør Sekretariatet for Nye metoder kva som skjer vidare.",
            "The assessment is cancelled or withdrawn, and the method is no longer under assessment. Exceptions apply "
            "only while it is; ask the secretariat of Nye metoder what happens next.",
        ),
    ),
    rule(
        "exception.introduced",
        CLOSED,
        BOTH,
        IN_USE,
        "S4",
        Text(
            "Metoden er innført, og da er unntaksordningen lukket. Bruk den på vanlig måte; for en pasient utenfor "
            "vilkårene svarer Sekretariatet for Nye metoder.",
            "Metoden er innført, og då er unntaksordninga lukka. Bruk han på vanleg måte; for ein pasient utanfor "
            "vilkåra svarer Sekretariatet for Nye metoder.",
            "The method is introduced, so the exception scheme is closed. Use it in the ordinary way; for a patient "
            "outside the conditions, the secretariat of Nye metoder answers.",
        ),
    ),
    rule(
        "exception.refused",
        CLOSED,
        BOTH,
        REFUSED,
        "NM1",
        Text(
            "Metoden er ikke innført, og et nei lukker unntaksordningen. På denne dagen fantes det ingen annen "
            "ordning for én pasient etter et nei.",
            "Metoden er ikkje innført, og eit nei lukkar unntaksordninga. På denne dagen fanst det inga anna ordning "
            "for éin pasient etter eit nei.",
            "The method is not introduced, and a no closes the exception scheme. On this day there was no other "
            "scheme for one patient after a no.",
        ),
        lambda s: not s.exceptions_open and not s.reassessed,
        valid_to=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "exception.refused",
        CLOSED,
        BOTH,
        REFUSED,
        "NM1",
        Text(
            "Metoden er ikke innført, og et nei lukker unntaksordningen. For én pasient er tilgangsordningen veien; "
            "for en gruppe kreves en ny beslutning, eller at fagdirektørene i regionene åpner for unntak.",
            "Metoden er ikkje innført, og eit nei lukkar unntaksordninga. For éin pasient er tilgangsordninga vegen; "
            "for ei gruppe trengst ei ny avgjerd, eller at fagdirektørane i regionane opnar for unntak.",
            "The method is not introduced, and a no closes the exception scheme. For one patient the access scheme is "
            "the way; for a group a new decision is needed, or that the regional medical directors open for "
            "exceptions.",
        ),
        lambda s: not s.exceptions_open and not s.reassessed,
        version=2,
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "exception.reassessed",
        CLOSED,
        BOTH,
        REFUSED,
        "NM1",
        Text(
            "Metoden er ikke innført. Revurderingen som er bestilt, åpner ikke unntaksordningen igjen; det gjør bare "
            "en egen beslutning av fagdirektørene i regionene.",
            "Metoden er ikkje innført. Revurderinga som er bestilt, opnar ikkje unntaksordninga igjen; det gjer berre "
            "ei eiga avgjerd av fagdirektørane i regionane.",
            "The method is not introduced. The reassessment that was commissioned does not reopen the exception "
            "scheme; only a separate decision by the regional medical directors does.",
        ),
        lambda s: not s.exceptions_open and s.reassessed,
    ),
    rule(
        "individual_exception.study_only",
        CLOSED,
        INDIVIDUAL,
        {Status.STUDY_ONLY},
        "S0",
        Text(
            "Metoden skal bare brukes i studie og er ikke under vurdering; da gjelder ikke unntaksordningen. Se "
            "klinisk studie, og utprøvende behandling når studien ikke er mulig.",
            "Metoden skal berre brukast i studie og er ikkje under vurdering; då gjeld ikkje unntaksordninga. Sjå "
            "klinisk studie, og utprøvande behandling når studien ikkje er mogleg.",
            "The method is for trials only and is not under assessment, so the exception scheme does not apply. See "
            "clinical trial, and investigational treatment where the trial is not possible.",
        ),
        lambda s: not s.exceptions_open,
    ),
)
