"""The days on which the schemes themselves began or changed. Every rule with a date takes it from here."""

from datetime import date
from typing import Final

# "Autumn 2015" [VG1]; no day was published, and the minister's letter says only 2015 [S0]. Own reading: 1 September.
EXCEPTION_SCHEME_BEGAN: Final = date(2015, 9, 1)
# The criteria of today came with the regional health authorities' revision of 2022-2023 [S2, DM1].
# No day was published. Own reading: the year after the revision was handled (21 November 2022).
CRITERIA_REVISED: Final = date(2023, 1, 1)
# Spring 2025 [NM4]; a hospital's procedure of 15 April already has it [HB1].
ACCESS_SCHEME_OPENED: Final = date(2025, 4, 10)
