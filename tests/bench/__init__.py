"""Measurements of the running shop, beside stock Oscar. `python -m tests.bench` prints one table."""
