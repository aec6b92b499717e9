from django.db import migrations


def uproot(apps, schema_editor):
    from shop.pos.changes import triggers

    triggers.uproot(schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Triggers are planted after every `migrate` (see triggers); they must not outlive the table that they write to."""

    dependencies = [("pos_changes", "0001_what_has_changed")]

    operations = [migrations.RunPython(migrations.RunPython.noop, uproot)]
