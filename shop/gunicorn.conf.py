"""The production web server. gunicorn reads these names; see its settings reference."""

import os

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 20
max_requests = 5_000
max_requests_jitter = 500
# Since version 24 a control socket is opened in the home directory, which a container need not have.
control_socket_disable = True
accesslog = "-"
