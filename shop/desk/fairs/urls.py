from django.urls import path

from shop.addresses import word
from shop.desk.fairs import booths, fairs


def booth(vi: str, en: str, view, name: str):
    return path(word(f"gian/<int:pk>/{vi}", f"booths/<int:pk>/{en}"), view.as_view(), name=name)


urlpatterns = [
    path(word("hoi-cho/", "fairs/"), fairs.FairList.as_view(), name="fairs"),
    path(word("hoi-cho/moi/", "fairs/new/"), fairs.MakeFair.as_view(), name="new-fair"),
    path(word("hoi-cho/<int:pk>/", "fairs/<int:pk>/"), fairs.FairPage.as_view(), name="fair"),
    path(word("hoi-cho/<int:pk>/sua/", "fairs/<int:pk>/edit/"), fairs.EditFair.as_view(), name="edit-fair"),
    path(word("hoi-cho/<int:pk>/moi-gian/", "fairs/<int:pk>/invite/"), fairs.Invite.as_view(), name="invite-booth"),
    path(word("hoi-cho/<int:pk>/dong/", "fairs/<int:pk>/close/"), fairs.CloseFair.as_view(), name="close-fair"),
    path(word("hoi-cho/<int:pk>/bao-cao.pdf", "fairs/<int:pk>/report.pdf"), fairs.Report.as_view(), name="fair-report"),
    booth("", "", booths.BoothPage, "booth"),
    booth("vi-tri/", "place/", booths.Assign, "assign-booth"),
    booth("rut/", "withdraw/", booths.Withdraw, "withdraw-booth"),
    booth("gui-hang/", "stock/", booths.Stock, "stock-booth"),
    booth("da-du/", "stocked/", booths.Stocked, "booth-stocked"),
    booth("mo/", "open/", booths.Open, "open-booth"),
    booth("dem/", "count/", booths.Count, "count-booth"),
    booth("giai-trinh/", "explain/", booths.Explain, "explain-booth"),
    booth("tra-hang/", "empty/", booths.Empty, "empty-booth"),
    booth("quyet-toan/", "settle/", booths.Settle, "settle-booth"),
]
