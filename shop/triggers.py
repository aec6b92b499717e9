"""Triggers that a migration makes: SQL of our own for each database."""

from collections.abc import Mapping, Sequence

from django.db.migrations import RunPython

Statements = Mapping[str, Sequence[str]]


def planting(make: Statements, *, undo: Statements) -> RunPython:
    """Both by the name of the database, as `connection.vendor` says it."""

    def run(statements: Statements):
        def on(apps, schema_editor):
            for statement in statements[schema_editor.connection.vendor]:
                schema_editor.execute(statement)

        return on

    return RunPython(run(make), run(undo))
