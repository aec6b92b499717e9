"""What goes on behind the answers: tasks, mail, logs.

Tasks run in the process by default; `TASKS=database` or `TASKS=rq` gives them to a worker.
Mail is printed by default; SMTP by EMAIL_URL, e.g. smtp+tls://user:password@host:587.
"""

from .database import REDIS_URL
from .environment import env

TASKS_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
    "rq": "django_tasks_rq.RQBackend",
}
TASKS_CHOICE = env.str("TASKS", "immediate")
TASKS = {"default": {"BACKEND": TASKS_BACKENDS[TASKS_CHOICE]}}
if TASKS_CHOICE == "rq":
    RQ_QUEUES = {"default": {"URL": REDIS_URL}}

vars().update(env.email_url("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = OSCAR_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Chợ OCOP <cho@ocop.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
