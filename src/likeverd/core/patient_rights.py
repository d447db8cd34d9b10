"""What a patient has a right to in a case of exception, in plain words, each with its source.

Where the sources do not agree, both are told: nobody is sent away by a rule that is in doubt.
"""

from dataclasses import dataclass
from typing import Final

from likeverd.core.sources import OWN_READING
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class Right:
    """One right. ``sources`` are keys of ``core.sources``; ``in_doubt`` says what the sources do not agree on."""

    key: str
    title: Text
    words: Text
    sources: tuple[str, ...]
    in_doubt: Text | None = None


RIGHTS: Final = (
    Right(
        "taking_part",
        Text(
            "Du har rett til å medvirke",
            "Du har rett til å medverke",
            "You have a right to take part",
        ),
        Text(
            "Du skal få informasjon du forstår, og være med på valget mellom behandlinger som finnes og er "
            "forsvarlige. "
            "Du kan ikke kreve en bestemt behandling.",
            "Du skal få informasjon du forstår, og vere med på valet mellom behandlingar som finst og er forsvarlege. "
            "Du kan ikkje krevje ei bestemt behandling.",
            "You shall be given information that you understand, and take part in the choice among treatments that "
            "exist and are sound. You cannot demand a certain treatment.",
        ),
        ("HDR3",),
    ),
    Right(
        "own_words",
        Text("Du kan skrive til saken", "Du kan skrive til saka", "You can add your own words"),
        Text(
            "Inntil saken er avgjort, kan du skrive det du mener at de som vurderer søknaden, bør vite. "
            "De som leser det, ser ikke navnet ditt hvis de ikke trenger å vite hvem du er.",
            "Inntil saka er avgjord, kan du skrive det du meiner at dei som vurderer søknaden, bør vite. "
            "Dei som les det, ser ikkje namnet ditt om dei ikkje treng å vite kven du er.",
            "Until the case is decided you can write what you think that those who assess the application should "
            "know. Readers who need not know who you are do not see your name.",
        ),
        (OWN_READING, "HDR3"),
    ),
    Right(
        "complaint",
        Text(
            "Du kan klage til Statsforvalteren",
            "Du kan klage til Statsforvaltaren",
            "You can complain to the County Governor",
        ),
        Text(
            "Mener du at du ikke har fått den helsehjelpen du har rett til, kan du klage. Fristen er fire uker fra du "
            "fikk vite om det. Send klagen til sykehuset; endrer de ikke svaret, sender de den videre til "
            "Statsforvalteren. Du kan la en annen klage for deg, med fullmakt.",
            "Meiner du at du ikkje har fått den helsehjelpa du har rett til, kan du klage. Fristen er fire veker frå "
            "du fekk vite om det. Send klaga til sjukehuset; endrar dei ikkje svaret, sender dei ho vidare til "
            "Statsforvaltaren. Du kan la ein annan klage for deg, med fullmakt.",
            "If you think that you have not been given the health care that you have a right to, you can complain. "
            "The time limit is four weeks from when you learned of it. Send the complaint to the hospital; if they do "
            "not change the answer, they send it on to the County Governor. Somebody else may complain for you, with "
            "your written authority.",
        ),
        ("HDR1", "HDR2"),
        Text(
            "Kildene er ikke enige om selve svaret på en unntakssøknad kan påklages. VG skrev i 2017 at det ikke kan "
            "det. Statsforvalteren har likevel behandlet klager på avslag som klager på retten til nødvendig "
            "helsehjelp. Pasient- og brukerombudet kan hjelpe deg.",
            "Kjeldene er ikkje einige om sjølve svaret på ein unntakssøknad kan klagast på. VG skreiv i 2017 at det "
            "ikkje kan det. Statsforvaltaren har likevel behandla klager på avslag som klager på retten til nødvendig "
            "helsehjelp. Pasient- og brukarombodet kan hjelpe deg.",
            "The sources do not agree on whether the answer to an application for an exception can itself be "
            "complained of. The newspaper VG wrote in 2017 that it cannot. The County Governor has all the same "
            "treated complaints of refusals as complaints of the right to necessary care. The Patient and User "
            "Ombud can help you.",
        ),
    ),
    Right(
        "access_log",
        Text(
            "Du kan se hvem som har sett saken",
            "Du kan sjå kven som har sett saka",
            "You can see who has seen the case",
        ),
        Text(
            "Hver gang noen ser, endrer eller skriver ut noe i saken din, blir det skrevet i en logg som ingen kan "
            "rette. Du ser hvem, når, hva og hvorfor. Nødinnsyn står alltid først.",
            "Kvar gong nokon ser, endrar eller skriv ut noko i saka di, blir det skrive i ein logg som ingen kan "
            "rette. Du ser kven, når, kva og kvifor. Naudinnsyn står alltid først.",
            "Each time somebody sees, changes or prints something in your case, it is written in a log that nobody "
            "can alter. You see who, when, what and why. Emergency sight always comes first.",
        ),
        ("P154a",),
    ),
    Right(
        "blocking",
        Text("Du kan be om sperring", "Du kan be om sperring", "You can ask for a block"),
        Text(
            "Du kan be sykehuset om å sperre saken, eller deler av den, for alle eller for bestemte ansatte. Snakk med "
            "legen din eller avdelingen. Å sperre for dem som skal avgjøre, kan gjøre at saken stopper.",
            "Du kan be sjukehuset om å sperre saka, eller delar av ho, for alle eller for bestemte tilsette. Snakk med "
            "legen din eller avdelinga. Å sperre for dei som skal avgjere, kan gjere at saka stoppar.",
            "You can ask the hospital to close the case, or parts of it, to everybody or to certain staff. Talk to "
            "your doctor or the department. Closing it to those who are to decide may stop the case.",
        ),
        ("P154a", OWN_READING),
    ),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a patient can turn to, for what, and how they are found."""

    who: Text
    what: Text
    address: str = ""


CONTACTS: Final = (
    Contact(
        Text(
            "Legen din, eller avdelingen der du behandles",
            "Legen din, eller avdelinga der du blir behandla",
            "Your doctor, or the department that treats you",
        ),
        Text(
            "Om behandlingen, svaret og det som skjer videre. Nummeret står i innkallingen din og på sykehusets "
            "nettsider.",
            "Om behandlinga, svaret og det som skjer vidare. Nummeret står i innkallinga di og på nettsidene til "
            "sjukehuset.",
            "About the treatment, the answer and what happens next. The number is on your appointment letter and on "
            "the hospital's web site.",
        ),
    ),
    Contact(
        Text(
            "Pasient- og brukerombudet der du bor",
            "Pasient- og brukarombodet der du bur",
            "The Patient and User Ombud where you live",
        ),
        Text(
            "Gratis råd og hjelp, også til å klage.",
            "Gratis råd og hjelp, også til å klage.",
            "Free advice and help, also with a complaint.",
        ),
        "https://www.helsenorge.no/pasient-og-brukerombudet/",
    ),
    Contact(
        Text("Statsforvalteren", "Statsforvaltaren", "The County Governor"),
        Text(
            "Behandler klager på rett til helsehjelp.",
            "Behandlar klager på rett til helsehjelp.",
            "Handles complaints about the right to health care.",
        ),
        "https://www.statsforvalteren.no/",
    ),
    Contact(
        Text("Medisinsk nødtelefon 113", "Medisinsk naudtelefon 113", "Medical emergencies: 113"),
        Text(
            "Når det er fare for liv. Legevakten har nummer 116 117.",
            "Når det er fare for liv. Legevakta har nummer 116 117.",
            "When life is at risk. The out-of-hours doctor is at 116 117.",
        ),
    ),
)
