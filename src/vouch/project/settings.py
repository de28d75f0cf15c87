"""Django's settings, made from the environment. `environment.py` says what each variable means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from vouch.project import environment, stores

DATA = Path(environment.read("VOUCH_DATA")).absolute()
VOUCH_URL = environment.read("VOUCH_URL").rstrip("/")
_ADDRESS = urlsplit(VOUCH_URL)
_HTTPS = _ADDRESS.scheme == "https"
_PROXIES = environment.read_count("VOUCH_TRUSTED_PROXIES")

DEBUG = environment.read_yes_no("VOUCH_DEBUG")
SECRET_KEY = stores.secret_key(environment.read("VOUCH_SECRET_KEY"), DATA)
ALLOWED_HOSTS = environment.read_list("VOUCH_ALLOWED_HOSTS") or [
    _ADDRESS.hostname or "localhost",
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [f"{_ADDRESS.scheme}://{_ADDRESS.netloc}"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "vouch.program",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vouch.web.shared.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vouch.web.shared.doors.Readers",
    "vouch.web.shared.refusals.Refusals",
    "vouch.web.shared.doors.KeptBack",
]

ROOT_URLCONF = "vouch.project.urls"
ASGI_APPLICATION = "vouch.project.asgi.application"

# ---- rows -----------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": stores.database(environment.read("VOUCH_DATABASE_URL") or environment.read("DATABASE_URL"), DATA)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "program.User"
# rate limits of sign-in live here; files, so that they hold across processes without a table or a broker
# how often somebody tried is counted here: with Django's 300 entries a busy hour would throw counts away
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# ---- pages ----------------------------------------------------------------------------------------------------------
_WEB = Path(__file__).parent.parent / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        # a template goes by its path under web; allauth asks for its own names, which shared/allauth answers
        "DIRS": [_WEB, _WEB / "shared" / "allauth"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "vouch.web.shared.environment.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "vouch.web.shared.shell.shell",
            ],
        },
    },
]
LANGUAGE_CODE = "en-gb"
USE_I18N = False  # the words are English; dates and money follow the reader, see web/shared/reader.py
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [_WEB / "shared" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ---- safety ---------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
if _PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = _PROXIES
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "vouch_session"
CSRF_COOKIE_NAME = "vouch_csrf"
SESSION_COOKIE_AGE = 14 * 86_400
CSRF_FAILURE_VIEW = "vouch.web.shared.refusals.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# ---- work in the background ------------------------------------------------------------------------------------------
VOUCH_UPLOAD_LIMIT = environment.read_count("VOUCH_UPLOAD_LIMIT") * 1_000_000
VOUCH_ENGINE = environment.read("VOUCH_ENGINE")
VOUCH_SPARK_MASTER = environment.read("VOUCH_SPARK_MASTER")
VOUCH_NIGHTLY = environment.read_time_of_day("VOUCH_NIGHTLY")
VOUCH_DAILY_MAIL = environment.read_time_of_day("VOUCH_DAILY_MAIL")
VOUCH_INBOX_KEEP_DAYS = environment.read_count("VOUCH_INBOX_KEEP_DAYS")
VOUCH_WAKE_WORKER = environment.read_yes_no("VOUCH_WAKE_WORKER")

# ---- other doors ----------------------------------------------------------------------------------------------------
VOUCH_API_A_MINUTE = environment.read_count("VOUCH_API_A_MINUTE")
VOUCH_SLACK_SIGNING_SECRET = environment.read("VOUCH_SLACK_SIGNING_SECRET")
VOUCH_SLACK_BOT_TOKEN = environment.read("VOUCH_SLACK_BOT_TOKEN")

# ---- sign-in --------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "vouch.web.shared.sign_in.Adapter"
ACCOUNT_FORMS = {
    "login": "vouch.web.shared.sign_in_forms.SignIn",
    "reset_password": "vouch.web.shared.sign_in_forms.ResetRequest",
    "reset_password_from_key": "vouch.web.shared.sign_in_forms.NewPassword",
    "change_password": "vouch.web.shared.sign_in_forms.ChangedPassword",
    "set_password": "vouch.web.shared.sign_in_forms.FirstPassword",
    "reauthenticate": "vouch.web.shared.sign_in_forms.StillYou",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # who came by an invitation has shown the address to be theirs
ACCOUNT_SESSION_REMEMBER = None  # asked at sign-in
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "this_week"

# ---- mail -----------------------------------------------------------------------------------------------------------
_SMTP = stores.mail(environment.read("VOUCH_SMTP_URL"))
EMAIL_BACKEND = "vouch.program.outbox.delivery.Outbox"
EMAIL_TIMEOUT = 10
# the sample company's people are nobody: whatever the environment says, no mail leaves it
VOUCH_SMTP = bool(_SMTP) and not (DATA / "sample.json").exists()
for _name, _value in _SMTP.items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.read("VOUCH_MAIL_FROM") or f"Vouch <vouch@{_ADDRESS.hostname}>"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
