from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from 0001, because Oscar's voucher tables need the order tables, which need the basket."""

    dependencies = [("basket", "0002_lines_of_products"), ("voucher", "0010_auto_20210224_0712")]

    operations = [
        migrations.AddField(
            model_name="basket",
            name="vouchers",
            field=models.ManyToManyField(blank=True, to="voucher.voucher", verbose_name="Vouchers"),
        ),
    ]
