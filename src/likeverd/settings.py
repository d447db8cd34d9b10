"""All settings of Likeverd. Every choice an operator has is an environment variable; docs/operations.md lists them.

``LIKEVERD_MODE`` is ``production`` (default), ``demo`` (synthetic people, login without password) or ``test``.
Production refuses to start half configured, and refuses every setting of the demo.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from likeverd.operations.database_url import database_settings
from likeverd.operations.embedded_postgres import Cluster
from likeverd.operations.file_storage import documents_storage, folder_of_files, kind_of_storage
from likeverd.operations.secret_key import kept_secret_key

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parents[1]
VAR = Path(os.environ.get("LIKEVERD_VAR") or CHECKOUT / "var").resolve()

# --- Mode -----------------------------------------------------------------------------------------------------------

LIKEVERD_MODE = os.environ.get("LIKEVERD_MODE") or "production"
if LIKEVERD_MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(
        f"LIKEVERD_MODE is {LIKEVERD_MODE!r}; it must be production, demo or test."
    )
PRODUCTION = LIKEVERD_MODE == "production"
if PRODUCTION:
    missing = [
        name for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL") if not os.environ.get(name)
    ]
    if missing:
        raise ImproperlyConfigured(
            f"Production needs {', '.join(missing)}. See docs/operations.md; 'make demo' shows the demo."
        )
    of_the_demo = sorted(name for name in os.environ if name.startswith("LIKEVERD_DEMO"))
    if of_the_demo:
        raise ImproperlyConfigured(
            f"Production refuses settings of the demo: {', '.join(of_the_demo)}."
        )

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret_key(VAR / "secret-key")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY must have at least 50 characters; make one with 'openssl rand -base64 48'."
    )
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()
]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
# Where people reach the service; mails carry links to it.
PUBLIC_ADDRESS = (
    os.environ.get("PUBLIC_ADDRESS")
    or (f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000")
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin
]

# --- Database: the application's role by default, the owner's for migrations only -------------------------------------

EMBEDDED_CLUSTER: Cluster | None = None
DATABASE_URL = os.environ.get("DATABASE_URL", "")
# The worker has a role of its own, which reads no case, where the operator gives it one; so has the archiver, which
# reads ended cases alone.
IS_WORKER = os.environ.get("LIKEVERD_PROCESS") == "worker"
IS_ARCHIVER = os.environ.get("LIKEVERD_PROCESS") == "archiver"
if IS_WORKER and os.environ.get("DATABASE_JOB_URL"):
    DATABASE_URL = os.environ["DATABASE_JOB_URL"]
if IS_ARCHIVER and os.environ.get("DATABASE_ARCHIVE_URL"):
    DATABASE_URL = os.environ["DATABASE_ARCHIVE_URL"]
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
# Backups of the embedded server, or notes about another one, and what is compared with a restored database.
BACKUP_FOLDER: Path | None = None
if os.environ.get("LIKEVERD_BACKUP_FOLDER"):
    BACKUP_FOLDER = Path(os.environ["LIKEVERD_BACKUP_FOLDER"]).resolve()
elif LIKEVERD_MODE == "demo":
    BACKUP_FOLDER = VAR / "backups"
# Figures for monitoring: off unless an address is given, and never on the public one.
METRICS_ADDRESS = os.environ.get("LIKEVERD_METRICS_ADDRESS", "")
METRICS_FOLDER = Path(os.environ.get("LIKEVERD_METRICS_FOLDER") or VAR / "metrics").resolve()
if METRICS_ADDRESS:
    METRICS_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_FOLDER)
# The page that the proxy shows when Likeverd does not answer, and whom it says one can call.
STATUS_FOLDER = Path(os.environ.get("LIKEVERD_STATUS_FOLDER") or VAR / "status").resolve()
SUPPORT_CONTACT = os.environ.get("LIKEVERD_SUPPORT_CONTACT", "")
# Read-only from outside the database (operations.switches has the other switches).
READ_ONLY = os.environ.get("LIKEVERD_READ_ONLY", "") == "1"
BACKUP_KEEP = int(os.environ.get("LIKEVERD_BACKUP_KEEP") or 7)
if not DATABASE_URL:
    EMBEDDED_CLUSTER = Cluster(
        VAR / ("postgres" if LIKEVERD_MODE == "demo" else "postgres-test"),
        durable=LIKEVERD_MODE == "demo",
        archive=BACKUP_FOLDER / "wal" if BACKUP_FOLDER and LIKEVERD_MODE == "demo" else None,
    )
    role = "likeverd_job" if IS_WORKER else "likeverd_archive" if IS_ARCHIVER else "likeverd_app"
    DATABASE_URL = f"postgresql://{role}@/likeverd?host={EMBEDDED_CLUSTER.socket_directory}"
    DATABASE_OWNER_URL = (
        f"postgresql://likeverd_owner@/likeverd?host={EMBEDDED_CLUSTER.socket_directory}"
    )

# Nothing a person waits for may take longer; a lock is waited for shortly; a forgotten transaction is ended.
TIMEOUTS = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "30s",
}
# A migration may take its time, but never holds up people behind a lock that it waits for.
# The owner works on the tables; row-level security holds it where it does not say so (operations.row_security).
OWNER_TIMEOUTS = {
    "likeverd.maintenance": "on",
    "statement_timeout": "0",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "0",
}
DATABASES = {"default": database_settings(DATABASE_URL, session=TIMEOUTS)}
if DATABASE_OWNER_URL:
    DATABASES["owner"] = database_settings(DATABASE_OWNER_URL, session=OWNER_TIMEOUTS) | {
        "CONN_MAX_AGE": 0
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Applications -----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "likeverd.operations",  # first: its commands stand in front of Django's own of the same name
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
    "likeverd.organisations",
    "likeverd.methods",
    "likeverd.audit",
    "likeverd.cases",
    "likeverd.precedents",
    "likeverd.documents",
    "likeverd.committee",
    "likeverd.archive",
    "likeverd.sight",
    "likeverd.exports",
    "likeverd.guide",
    "likeverd.secretariat",
    "likeverd.patients",
    "likeverd.timing",
    "likeverd.packet",
    "likeverd.letters",  # after the packet, which is open when letters are reported to it
    "likeverd.verification",
    "likeverd.outbox",
    "likeverd.accounts",
    "likeverd.api",
    "likeverd.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "likeverd.web.no_store.NoStore",
    "csp.middleware.CSPMiddleware",
    "likeverd.operations.health.HealthPages",
    "likeverd.operations.request_log.RequestLog",  # above the transaction, whose end is part of the time
    "likeverd.web.transaction.RequestTransaction",  # above the session, whose row belongs to the same transaction
    "likeverd.audit.middleware.AccessLog",  # just inside: an answer and its log are one transaction
    "django.contrib.sessions.middleware.SessionMiddleware",
    "likeverd.accounts.session_limits.SessionLimits",  # right below the session, before anybody asks who it belongs to
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "likeverd.web.languages.ReaderLanguage",  # the person's own language wins over the browser's
    "likeverd.web.read_only.ReadOnly",  # answers in that language
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "likeverd.urls"
WSGI_APPLICATION = "likeverd.wsgi.application"
AUTH_USER_MODEL = "organisations.Person"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "likeverd.operations.context.standing_switches",
            ],
        },
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PROCRASTINATE_DATABASE_ALIAS = "default"

# --- Language, time, formats ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["likeverd.operations.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

# --- Static files: our own, and the packages that npm installed -------------------------------------------------------

NODE_MODULES = Path(os.environ.get("LIKEVERD_NODE_MODULES") or CHECKOUT / "node_modules")
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "likeverd.operations.static_files.PackageFinder",
]
HASHED_NAMES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_NAMES = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_NAMES if LIKEVERD_MODE == "test" else HASHED_NAMES},
}
# Files of cases: in the database, in a folder or in a bucket (docs/adr/0050). Nothing else of ours stores files.
FILES_KIND = kind_of_storage(os.environ)
FILES_FOLDER = folder_of_files(
    os.environ, VAR / "files"
)  # None where there is none; backups take it along
if (of_documents := documents_storage(os.environ, VAR / "files")) is not None:
    STORAGES["documents"] = of_documents
# Tests are served straight from the sources, so that no collecting stands between a change and its test.
WHITENOISE_USE_FINDERS = LIKEVERD_MODE == "test"
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = VAR / "media"

# --- Who signs in -----------------------------------------------------------------------------------------------------

# HelseID is the only way in for people in production; all three, or none.
HELSEID_ISSUER = os.environ.get("HELSEID_ISSUER", "")
HELSEID_CLIENT_ID = os.environ.get("HELSEID_CLIENT_ID", "")
HELSEID_KEY_FILE = os.environ.get("HELSEID_KEY_FILE", "")
HELSEID_PROXY = os.environ.get("HELSEID_PROXY", "")
if len({bool(part) for part in (HELSEID_ISSUER, HELSEID_CLIENT_ID, HELSEID_KEY_FILE)}) > 1:
    raise ImproperlyConfigured(
        "HELSEID_ISSUER, HELSEID_CLIENT_ID and HELSEID_KEY_FILE belong together: set all three."
    )
if PRODUCTION and HELSEID_ISSUER and not HELSEID_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("HELSEID_ISSUER must be an https address.")
# ID-porten is the only way in for patients in production; all three, or none.
IDPORTEN_ISSUER = os.environ.get("IDPORTEN_ISSUER", "")
IDPORTEN_CLIENT_ID = os.environ.get("IDPORTEN_CLIENT_ID", "")
IDPORTEN_KEY_FILE = os.environ.get("IDPORTEN_KEY_FILE", "")
IDPORTEN_PROXY = os.environ.get("IDPORTEN_PROXY", "")
if len({bool(part) for part in (IDPORTEN_ISSUER, IDPORTEN_CLIENT_ID, IDPORTEN_KEY_FILE)}) > 1:
    raise ImproperlyConfigured(
        "IDPORTEN_ISSUER, IDPORTEN_CLIENT_ID and IDPORTEN_KEY_FILE belong together: set all three."
    )
if PRODUCTION and IDPORTEN_ISSUER and not IDPORTEN_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("IDPORTEN_ISSUER must be an https address.")
# Identity numbers are kept as keyed hashes alone. The first key makes new ones, the others are older.
LINK_KEYS = [key for key in os.environ.get("LIKEVERD_LINK_KEY", "").split(",") if key] or [
    SECRET_KEY,
    *SECRET_KEY_FALLBACKS,
]
# Codes with which pharmacies check decisions: the first key makes new ones, the others find older ones.
CODE_KEYS = [key for key in os.environ.get("LIKEVERD_CODE_KEY", "").split(",") if key] or [
    SECRET_KEY,
    *SECRET_KEY_FALLBACKS,
]
# How many points checks may use in a window: one each, and five for a code that does not exist.
CHECK_MINUTES = int(os.environ.get("LIKEVERD_CHECK_MINUTES") or 10)
CHECKS_FROM_ONE_ADDRESS = int(os.environ.get("LIKEVERD_CHECKS_FROM_ONE_ADDRESS") or 60)
CHECKS_FROM_ALL = int(os.environ.get("LIKEVERD_CHECKS_FROM_ALL") or 1200)
if not (1 <= CHECK_MINUTES <= 1440 and 0 < CHECKS_FROM_ONE_ADDRESS <= CHECKS_FROM_ALL):
    raise ImproperlyConfigured(
        "LIKEVERD_CHECK_MINUTES must be 1 to 1440, and LIKEVERD_CHECKS_FROM_ONE_ADDRESS no more than …_FROM_ALL."
    )
# The emergency account of operations: off unless wanted, and then somebody is told of every use.
OPERATIONS_ACCOUNT = os.environ.get("LIKEVERD_OPERATIONS_ACCOUNT", "") == "1"
OPERATIONS_MAIL = os.environ.get("LIKEVERD_OPERATIONS_MAIL", "")
if OPERATIONS_ACCOUNT and not OPERATIONS_MAIL:
    raise ImproperlyConfigured(
        "LIKEVERD_OPERATIONS_ACCOUNT needs LIKEVERD_OPERATIONS_MAIL, the address that is told of every use."
    )
SESSION_IDLE_MINUTES = int(os.environ.get("SESSION_IDLE_MINUTES") or 30)
SESSION_HOURS = int(os.environ.get("SESSION_HOURS") or 10)
if not (1 <= SESSION_IDLE_MINUTES <= 120 and 1 <= SESSION_HOURS <= 12):
    raise ImproperlyConfigured("SESSION_IDLE_MINUTES must be 1 to 120, and SESSION_HOURS 1 to 12.")

# --- Mail: sent by the outbox alone -----------------------------------------------------------------------------------

if LIKEVERD_MODE == "demo":
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the demo's mailbox page shows the outbox rows
elif (
    LIKEVERD_MODE == "test" and "EMAIL_HOST" not in os.environ
):  # a test may name a mail server of its own
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "likeverd@example.invalid")

# --- Security ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = (
    SESSION_HOURS * 60 * 60
)  # accounts.session_limits ends a session that is idle sooner
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    # The prefix makes browsers refuse such a cookie from another host or over an open line.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
CSRF_FAILURE_VIEW = "likeverd.web.errors.csrf_failure"
# A virus scanner (ClamAV): unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310. Without one, nothing is scanned.
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS", "")
if CLAMD_ADDRESS and not CLAMD_ADDRESS.startswith(("unix:/", "tcp://")):
    raise ImproperlyConfigured("CLAMD_ADDRESS must be unix:/path or tcp://host:port.")
# Where packages for archives without an interface are laid. Address and key of a Public 360, one pair for each trust by
# the trust's code (PUBLIC360_ADDRESS_INNLANDET, PUBLIC360_KEY_INNLANDET), are read by outbox.public360 when needed.
ARCHIVE_FOLDER = os.environ.get("LIKEVERD_ARCHIVE_FOLDER") or (
    str(VAR / "archive") if LIKEVERD_MODE == "demo" else ""
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Every file that may be kept (documents.inspection.limits) is read in memory: nothing of a patient is left in a
# temporary folder, and a full one stops no upload. The proxy lets through as much.
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Heads of the hash chains: signed each day, and to be carried off the machine -------------------------------------

HEADS_FOLDER = os.environ.get("LIKEVERD_HEADS_FOLDER") or str(VAR / "heads")
HEADS_MAIL = os.environ.get("LIKEVERD_HEADS_MAIL", "")
SIGNING_KEY_FILE = os.environ.get("LIKEVERD_SIGNING_KEY_FILE") or str(VAR / "signing-key.pem")

# --- Log: standard output, without personal data ----------------------------------------------------------------------

LOG_FORM = os.environ.get("LIKEVERD_LOG") or ("json" if PRODUCTION else "plain")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "likeverd.operations.log_format.JsonFormatter"},
        "plain": {"()": "likeverd.operations.log_format.PlainFormatter", "whole": not PRODUCTION},
    },
    "handlers": {
        "output": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": LOG_FORM,
        },
    },
    "root": {"handlers": ["output"], "level": "WARNING" if LIKEVERD_MODE == "test" else "INFO"},
    "loggers": {
        "django.server": {"handlers": [], "propagate": True},
        "django": {"handlers": [], "propagate": True},
        "procrastinate": {"level": "WARNING"},
        # A line for each request is for machines.
        "likeverd.request": {"level": "INFO" if LOG_FORM == "json" else "WARNING"},
    },
}
