"""SQLite's test database as it was made, put back whole after a test that commits.

Django's flush empties every table and writes a thousand permissions anew, for which it takes a third of a second.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def put_back_after_each_test() -> Iterator[None]:
    connection.ensure_connection()
    made = sqlite3.connect(":memory:")
    connection.connection.backup(made)

    def put_back(case) -> None:
        connection.ensure_connection()
        made.backup(connection.connection)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", put_back):
        yield
    made.close()
