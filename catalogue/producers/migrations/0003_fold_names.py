from django.db import migrations

from catalogue.folding import fold


def fold_names(apps, schema_editor):
    producers = apps.get_model("producers", "Producer").objects.select_related("ward__province")
    for producer in producers.iterator():
        producer.folded = fold(f"{producer.name} {producer.ward.name}, {producer.ward.province.name}")
        producer.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("producers", "0002_folded")]

    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True)]
