"""Who may edit the register of methods: the secretariat, at whatever trust the role is granted. It is one register."""

from likeverd.core.case import Actor
from likeverd.core.vocabulary import Role


def may_edit(actor: Actor) -> bool:
    """Whether the person keeps the register."""
    return Role.METHOD_SECRETARIAT in actor.roles
