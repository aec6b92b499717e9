"""Work after the response: in the process by default; `TASKS=database` or `TASKS=rq` for a worker."""

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
