"""Django's settings. What differs from place to place comes from the environment and from the data folder."""

import os
from pathlib import Path

from evenhand.register.database import connection, roles
from evenhand.register.database.home import Home

HOME = Home.find()
ROOT = Path(__file__).resolve().parent.parent

SECRET_KEY = HOME.secret("django_secret_key")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("EVENHAND_HOSTS", "").split(","))]
SERVED_OVER_HTTPS = os.environ.get("EVENHAND_HTTPS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "evenhand.register.apps.RegisterConfig",
    "evenhand.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "evenhand.web.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "evenhand.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "web" / "templates"],
        "OPTIONS": {
            "environment": "evenhand.web.jinja.environment",
            "context_processors": ["evenhand.web.visitor.visitor", "evenhand.web.marks.mark"],
        },
    }
]

# The pages act as the application; only migrations are the owner's. Requests are not atomic as a whole, because a
# refusal is written to the ledger after its act was rolled back.
DATABASE = os.environ.get("EVENHAND_DATABASE", connection.DATABASE)
DATABASES = {
    "default": connection.django(HOME, roles.APPLICATION, DATABASE),
    "owner": connection.django(HOME, roles.OWNER, DATABASE),
    "statistics": connection.django(HOME, roles.STATISTICS, DATABASE),
    "auditor": connection.django(HOME, roles.AUDITOR, DATABASE),
    "sequencer": connection.django(HOME, roles.SEQUENCER, DATABASE),
}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# The ledger as files, kept up to date by the sequencer: it outlives the database.
LEDGER_FOLDER = HOME.path / "ledger" / DATABASE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "register.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/sign-in"
OTP_TOTP_ISSUER = "evenhand"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "evenhand.web.accounts.sign_in.locked_out"
CSRF_FAILURE_VIEW = "evenhand.web.errors.form_expired"

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
