"""Django's settings. Everything that may differ between two homes comes from the environment.

COXA_DATA_DIR   folder of the database, its backups and the secret
DATABASE_URL    sqlite:////folder/file or postgresql://user:password@host/name; default: SQLite in the folder
COXA_HOSTS      more names this Coxa answers to, with commas between
COXA_TIME_ZONE  such as Europe/Lisbon; default: this computer's
COXA_DEBUG      1 shows developers what went wrong; never for real records
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from coxa.records.database import database
from coxa.web.paths import data_dir, secret
from coxa.web.zone import zone_name

_HERE = Path(__file__).parent

COXA_DATA = data_dir()
COXA_BACKUPS = COXA_DATA / "backups"

DEBUG = os.environ.get("COXA_DEBUG") == "1"
SECRET_KEY = secret(COXA_DATA)
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *(host.strip() for host in os.environ.get("COXA_HOSTS", "").split(",") if host.strip()),
]

# Signed cookies hold the session, so django.contrib.sessions needs no table and is not installed.
INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "coxa.records", "coxa.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "coxa.web.middleware.Packed",
    "coxa.web.middleware.StaticFiles",
    "coxa.web.middleware.SafeHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "coxa.web.urls"
ASGI_APPLICATION = "coxa.web.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "environment": "coxa.web.jinja.environment",
            "context_processors": ["coxa.web.device.for_templates"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), COXA_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "coxa_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "coxa.web.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = zone_name()

# Served straight from the package; a browser asks again after a minute, so an upgrade shows at once.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MIMETYPES = {".glb": "model/gltf-binary"}
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "coxa_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "coxa_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own handlers would say each line twice; a page not found is not worth one.
    "loggers": {"django": {"handlers": [], "level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
