"""What the screens of money share: a list among lists, a form for those who move money."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from shop.desk.frame import PER_PAGE, DeedForm, Desk


class MoneyList(Desk, ListView):
    """A list of money that waits for a person. `tab` is its place among the others."""

    room, needs = "payments", "sees_money"
    paginate_by = PER_PAGE
    tab = ""
    TABS = (
        ("payments", gettext_lazy("Transfers to confirm")),
        ("entries", gettext_lazy("Bank entries")),
        ("refunds", gettext_lazy("Refunds to pay back")),
        ("breaks", gettext_lazy("Differences")),
        ("statement", gettext_lazy("Bank statement")),
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": tabs_of(self.reach), "tab": self.tab}


def tabs_of(reach) -> list[tuple[str, str, str | Promise]]:
    return [
        (name, reverse(f"desk:{name}"), label)
        for name, label in MoneyList.TABS
        if name != "statement" or reach.moves_money
    ]


class MoneyForm(DeedForm):
    room, needs = "payments", "moves_money"
