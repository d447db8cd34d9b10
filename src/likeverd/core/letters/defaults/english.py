"""The national texts in English."""

from typing import Final

from likeverd.core.letters.defaults.joining import Parts, texts_of
from likeverd.core.vocabulary import State

PARTS: Final = Parts(
    about="""
# Answer to an application for an exception

The case has number {{saksnummer}}. The application was for {{metode}} for {{tilstand}}, and was sent by {{lege}}, {{avdeling}}.
""",
    answer="""
# The answer

{{svaret}}

Decided on {{dato}} by {{avgjort_av}}.
""",
    stopped_by="""
# The answer

{{svaret}}

Stopped on {{dato}} by {{avgjort_av}}.
""",
    period="""
# How long the exception holds

The exception holds until and including {{gjelder_til}}. If the treatment is to go on after that day, you must apply anew in good time.
""",
    conditions="""
# Conditions

{{vilkår}}
""",
    right_scheme="""
# The right scheme

The right scheme is: {{riktig_ordning}}. What stands in the application can be used again there.
""",
    why="""
# Reasons

{{grunner}}

# Reasoning

{{begrunnelse}}
""",
    after_a_yes="""
# What you do now

- Tell the patient the answer. The letter to the patient is ready in the case, and you choose when it is shown.
- Write the case number {{saksnummer}} in the patient's record.
- Use the case number when you order or prescribe.
""",
    after_a_no="""
# What you do now

- Talk to the patient before the letter is shown. The letter to the patient is ready in the case. You write the day of the conversation, and the patient can read the letter from that day.
- Write the case number {{saksnummer}} in the patient's record.
- If there are new facts about the patient or the treatment, you can ask for a review in the case or apply anew.

# Complaint

The patient can complain to the County Governor within four weeks. The sources do not agree on whether the answer to an application for an exception can itself be complained of. The letter to the patient says both, and explains how to complain.
""",
    greeting="""
# Answer to the application for treatment

Dear {{pasient}},

Your doctor, {{lege}} at {{avdeling}}, has applied for {{metode}} for you. Here is the answer from {{sykehus}}.
""",
    told="""
# The answer

{{svaret}}

The answer is of {{dato}} and was given by {{avgjort_av}}. The case has number {{saksnummer}}.
""",
    told_conditions="""
# This must hold

{{vilkår}}

Ask your doctor if you wonder what this means for you.
""",
    told_why="""
# Why

{{grunner}}
""",
    next_for_patient={
        State.GRANTED: """
# What happens now

Your doctor agrees with you when the treatment can begin, and how it is followed up. You decide yourself whether you want it.

The answer holds until and including {{gjelder_til}}. If you need the treatment longer, your doctor must apply anew before that day.
""",
        State.REFUSED: """
# What happens now

Your doctor talks with you about the answer, and about which treatment you can have.

If your health changes, or there is new knowledge about the treatment, your doctor can ask for a review or apply anew.
""",
        State.WRONG_SCHEME: """
# What happens now

The right scheme is: {{riktig_ordning}}. Your doctor can apply there, and talks with you about it.
""",
        State.STOPPED: """
# What happens now

Your doctor talks with you about why the application was stopped, and about which treatment you can have.

If your health changes, or there are new facts, your doctor can apply anew.
""",
    },
    call="""
# Whom you can call

{{kontakt}}
""",
    rights="""
# What you have a right to

You have a right to have the answer explained so that you understand it. You can read what the case says about you, and see who has read it. Ask your doctor or the department.
""",
    complain="""
# You can complain

{{klage}}
""",
)

TEXTS: Final = texts_of(PARTS)
