"""Reads of the logs: heads of the chains, and who has seen a case or a patient."""

from dataclasses import dataclass

from likeverd.audit.models import ChainHead


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain: the trust's code, which log, the link's place, and its hash."""

    trust: str
    log: str
    sequence: int
    hash: str


def heads(using: str = "default") -> list[Head]:
    """The heads of all chains that the transaction may see, by trust and log."""
    rows = ChainHead.objects.using(using).order_by("trust__code", "log")
    return [Head(*row) for row in rows.values_list("trust__code", "log", "sequence", "hash")]
