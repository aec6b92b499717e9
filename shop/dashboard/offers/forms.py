from oscar.apps.dashboard.offers import forms

from shop.dashboard.reduction import WholeReduction


class BenefitForm(WholeReduction, forms.BenefitForm):
    pass
