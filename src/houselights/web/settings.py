"""Every setting, read from the environment once; secrets may be files (NAME_FILE)."""

from datetime import timedelta
from pathlib import Path

from environs import FileAwareEnv

from houselights.home import Home
from houselights.web.work_store import work_store

env = FileAwareEnv()
HOME = Home.from_environment()
WEB = Path(__file__).parent

SECRET_KEY = HOME.secret_key()
DEBUG = False
PUBLIC_URL = env.str("HOUSELIGHTS_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
_HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", PUBLIC_URL.split("://", 1)[-1].rsplit(":", 1)[0].split("/")[0]]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SUPPORT_CONTACT = env.str("HOUSELIGHTS_SUPPORT_CONTACT", "")

BOX_OFFICE_ORIGINS = env.list("HOUSELIGHTS_BOX_OFFICE_ORIGINS", ["https://system.spektrix.com"])
STALLED_DAYS = env.int("HOUSELIGHTS_STALLED_DAYS", 3)
BOX_OFFICE_WAITS = env.float("HOUSELIGHTS_BOX_OFFICE_WAITS", 1.0)
SYNC_MINUTES = env.int("HOUSELIGHTS_SYNC_MINUTES", 30)
DAILY_REQUEST_BUDGET = env.int("HOUSELIGHTS_DAILY_REQUEST_BUDGET", 100_000)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "houselights.audit",
    "houselights.organisations",
    "houselights.organisations.portfolio",
    "houselights.connections",
    "houselights.connections.parting",
    "houselights.register",
    "houselights.register.uploads",
    "houselights.feeds",
    "houselights.recommendations",
    "houselights.benchmarks",
    "houselights.submissions",
    "houselights.submissions.releases",
    "houselights.submissions.console",
    "houselights.submissions.publishing",
    "houselights.web",
]
MIDDLEWARE = [
    # Headers first, so that static files, refusals and errors carry them too.
    "houselights.web.middleware.careful_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "houselights.web.middleware.nothing_kept_by_browsers",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "houselights.web.middleware.MendableErrors",
]
ROOT_URLCONF = "houselights.web.urls"
WSGI_APPLICATION = "houselights.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB, WEB / "templates"],  # a template is named by its path: "events/templates/list.html"
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "houselights.web.context.site",
            ],
        },
    }
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{HOME.database}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: two writers queue instead of failing half-way. FULL: a commit survives a power cut.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
HUEY = work_store(DATABASES["default"], HOME.path / "work.sqlite3")

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3).total_seconds())  # invitations; used once all the same
LOGIN_URL = "/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "houselights.web.account.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE says; no box to tick
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,50/5m/ip"}

SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "houselights_session"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "houselights.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

MAIL_IS_SET_UP = bool(env.str("EMAIL_URL", ""))
_MAIL = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _MAIL["EMAIL_HOST"], _MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_USER"], _MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL["EMAIL_USE_TLS"], _MAIL["EMAIL_USE_SSL"]
EMAIL_FILE_PATH, EMAIL_TIMEOUT = _MAIL["EMAIL_FILE_PATH"] or None, 20  # a silent mail server holds no run up
DEFAULT_FROM_EMAIL = env.str("HOUSELIGHTS_MAIL_FROM", "houselights@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": HOME.log,
            "maxBytes": 5_000_000,
            "backupCount": 5,
            "delay": True,
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["file"], "level": "INFO"},
    # httpx logs whole URLs at INFO: a customer's id or e-mail could be in one.
    "loggers": {name: {"level": "WARNING"} for name in ("httpx", "httpcore", "huey", "weasyprint")},
}
