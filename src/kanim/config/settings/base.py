"""Settings that every office shares. What differs is read from the environment (docs/operating.md)."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kanim.config.database import database_url, django_database, var_directory
from kanim.config.secrets import office_secret

SOURCE = Path(__file__).resolve().parents[2]
VAR = var_directory()

DEBUG = False
DEMO = False
SECRET_KEY = office_secret("session")
ALLOWED_HOSTS = os.environ.get("KANIM_HOSTS", "localhost 127.0.0.1").split()
SITE_URL = os.environ.get("KANIM_URL", "http://localhost:8000").rstrip("/")
LIVE_URL = os.environ.get("KANIM_LIVE_URL", "http://localhost:8001").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

APPS = [
    "ui",
    "audit",
    "accounts",
    "office",
    "people",
    "cases",
    "exchange",
    "tickets",
    "appointments",
    "biometrics",
    "payments",
    "letters",
    "watchlist",
    "dossier",
    "passports",
    "border",
    "insights",
]

INSTALLED_APPS = [
    *[f"kanim.{app}" for app in APPS],
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kanim.office.middleware.DutyMiddleware",
    "axes.middleware.AxesMiddleware",
]

FORM_RENDERER = "kanim.ui.renderer.Renderer"
ROOT_URLCONF = "kanim.config.urls"
WSGI_APPLICATION = "kanim.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kanim.config.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": django_database(database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "kanim.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Kantor Imigrasi] "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SIGNUP_FORM_CLASS = "kanim.accounts.forms.SignUpDetails"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
MFA_TOTP_ISSUER = "Kantor Imigrasi"

ACCOUNT_RATE_LIMITS: dict[str, bool] | bool = {
    "login_failed": False
}  # django-axes locks out, with a page that says so
MFA_ADAPTER = "kanim.accounts.adapter.SecondFactorAdapter"

AXES_USERNAME_CALLABLE = "kanim.accounts.lockout.username_of"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "ui/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF, LIVE_URL, *os.environ.get("KANIM_FINGERPRINT_BRIDGE", "").split()],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOCALE_PATHS = [SOURCE / "config" / "locale"]
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
TIME_ZONE = "Asia/Makassar"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "papers"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("KANIM_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("KANIM_SMTP_PORT", "8025"))
EMAIL_HOST_USER = os.environ.get("KANIM_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KANIM_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KANIM_SMTP_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("KANIM_MAIL_FROM", "kanim@localhost")
EMAIL_TIMEOUT = 10

# Outside systems: each has an address and a shared key; see kanim.exchange.
OUTSIDE_SYSTEMS = {
    name: {
        "url": os.environ.get(f"KANIM_{name.upper()}_URL", f"http://127.0.0.1:{port}"),
        "key": office_secret(f"outside-{name}"),
        "simulated": f"KANIM_{name.upper()}_URL" not in os.environ,
    }
    for name, port in {"bank": 8011, "centre": 8012, "border": 8013}.items()
}

FINGERPRINT_BRIDGE = os.environ.get("KANIM_FINGERPRINT_BRIDGE", "")
BILLING_ISSUER = os.environ.get("KANIM_BILLING_ISSUER", "")
FIELD_KEY = office_secret("field")

# Who signs letters; see kanim.letters.signers. A demo office without one signs by test certificates.
# ``trust`` names a PEM file with the authorities to which the office's own signatures must lead.
_TRUST = {"trust": os.environ["KANIM_SIGNER_TRUST"]} if "KANIM_SIGNER_TRUST" in os.environ else {}
if "KANIM_SIGNER_PKCS12" in os.environ:
    SIGNER = {
        "kind": "pkcs12",
        "path": os.environ["KANIM_SIGNER_PKCS12"],
        "passphrase": os.environ.get("KANIM_SIGNER_PASSPHRASE", ""),
        **_TRUST,
    }
elif "KANIM_BSRE_URL" in os.environ:
    SIGNER = {
        "kind": "bsre",
        **{
            name: os.environ.get(f"KANIM_BSRE_{name.upper()}", "")
            for name in ("url", "account", "key", "nik", "passphrase")
        },
        **_TRUST,
    }

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("KANIM_LOG", "WARNING")},
}
