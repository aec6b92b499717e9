from oscar.apps.dashboard.catalogue import forms

from shop.dashboard.offer import PricedOffer


class StockRecordForm(PricedOffer, forms.StockRecordForm):
    pass
