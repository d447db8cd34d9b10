"""How often a fault is tried: short on every change, in full by ``make faults``."""

import os

FULL = os.environ.get("LIKEVERD_FAULTS") == "full"
