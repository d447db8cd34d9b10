"""The ordinary settings with pages that fail on purpose."""

from likeverd.settings import *  # noqa: F403

ROOT_URLCONF = "tests.support.failing_urls"
