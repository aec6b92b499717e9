"""The indexes that Django's models cannot describe, made after every `migrate` where they are missing."""

from django.db import connection

from catalogue.search.database import postgres, sqlite
from catalogue.search.models import Words

DIALECTS = {"sqlite": sqlite, "postgresql": postgres}


def dialect():
    return DIALECTS[connection.vendor]


def install(**kwargs) -> None:
    """Also told of migrations that stop before this table."""
    if Words._meta.db_table in connection.introspection.table_names():
        dialect().install()
