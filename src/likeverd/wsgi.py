"""The application as web servers want it."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "likeverd.settings")
application = get_wsgi_application()
# Every page's code, once, before the workers are forked: otherwise each new worker lets its first visitor wait for it.
import_module(settings.ROOT_URLCONF)
