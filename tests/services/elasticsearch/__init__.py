"""A real Elasticsearch node without Docker: its own server from Maven Central, one process, one data directory.

Promises the version that docker-compose.yml names, a free port, and to be gone when whoever started it is.
README.md says what this small node lacks. `python -m tests.services.elasticsearch` runs one until interrupted.
"""
