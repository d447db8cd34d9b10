"""The demonstration's settings without the access log, to see what the log costs. For the measurement alone."""

from likeverd.settings import *  # noqa: F403
from likeverd.settings import MIDDLEWARE as WHOLE

MIDDLEWARE = [name for name in WHOLE if name != "likeverd.audit.middleware.AccessLog"]
