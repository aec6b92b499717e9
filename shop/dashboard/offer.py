"""A price and its SKU, edited without touching stock."""

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from shop.stock import projection


class PricedOffer(forms.ModelForm):
    """Mixin for Oscar's form of a stock record: stock is shown, never read back, never written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stock = self.fields.get("num_in_stock")
        if stock:
            stock.disabled, stock.required = True, False
            stock.help_text = _("Counted by the ledger. Change it by receiving, counting or writing off goods.")
        price = self.fields["price"]
        price.widget.attrs["step"] = "1"
        price.validators = [*price.validators, MinValueValidator(1), _whole]

    def save(self, commit=True):
        if not commit:
            return super().save(commit=False)
        if self.instance.pk:
            # A plain save would write back the stock that was read when the form was opened.
            self.instance.save(update_fields=set(self.changed_data) & set(self._meta.fields or ()))
        else:
            super().save()
            projection.refresh([self.instance.product_id])
        return self.instance


def _whole(price) -> None:
    if price != price.to_integral_value():
        raise forms.ValidationError(_("A price is a whole number of dong."))
