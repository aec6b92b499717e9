from django.db import migrations

from catalogue.search.reading.words import START, thing

BATCH = 1_000
TRIGGERS = ("search_full_text_added", "search_full_text_dropped", "search_full_text_changed")


def forget_the_narrower_index(apps, schema_editor):
    """SQLite's full text has two columns more; `database.install` makes it anew and fills it."""
    if schema_editor.connection.vendor == "sqlite":
        for trigger in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        schema_editor.execute("DROP TABLE IF EXISTS search_full_text")


def say_the_things(apps, schema_editor):
    words = apps.get_model("search", "Words").objects.order_by("pk")
    last = 0
    while few := list(words.filter(pk__gt=last).select_related("entry")[:BATCH]):
        for each in few:
            each.thing = f" {' '.join([START, *thing(each.entry.title, each.entry.place)])} "
            each.title = f" {START} {each.title.strip()} "
        words.bulk_update(few, ["thing", "title"])
        last = few[-1].pk


class Migration(migrations.Migration):
    dependencies = [("search", "0005_things_without_their_places")]

    operations = [
        migrations.RunPython(forget_the_narrower_index, migrations.RunPython.noop),
        migrations.RunPython(say_the_things, migrations.RunPython.noop),
    ]
