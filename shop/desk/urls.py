"""Addresses of the desk, in both languages."""

from django.urls import path

from shop.addresses import word
from shop.desk import points, today
from shop.desk.certifying import certificates, labels
from shop.desk.counters import devices, discrepancies, months, shifts
from shop.desk.fairs.urls import urlpatterns as of_fairs
from shop.desk.keeping import holds, stock, stocktakes, transfers
from shop.desk.moderating import complaints, reviews
from shop.desk.selling import bank_transfers, breaks, entries, orders, parcels, refunds, settlements
from shop.desk.settling.urls import urlpatterns as of_settling

app_name = "desk"
urlpatterns = [
    path("", today.Today.as_view(), name="today"),
    path(word("diem-ban/", "points/"), points.Points.as_view(), name="points"),
    path(word("don-hang/", "orders/"), orders.OrderList.as_view(), name="orders"),
    path(word("don-hang/<str:number>/", "orders/<str:number>/"), orders.OrderPage.as_view(), name="order"),
    path(
        word("don-hang/<str:number>/huy/", "orders/<str:number>/cancel/"), settlements.Cancel.as_view(), name="cancel"
    ),
    path(
        word("don-hang/<str:number>/ket-thuc/", "orders/<str:number>/end/"),
        settlements.GiveUp.as_view(),
        name="give-up",
    ),
    path(
        word("don-hang/<str:number>/hoan-tien/", "orders/<str:number>/refund/"),
        settlements.RefundLines.as_view(),
        name="refund",
    ),
    path(
        word("don-hang/<str:number>/tien-mat/", "orders/<str:number>/cash/"),
        settlements.RecordCash.as_view(),
        name="cash",
    ),
    path(word("kien-hang/", "parcels/"), parcels.ParcelList.as_view(), name="parcels"),
    path(word("kien-hang/<int:pk>/", "parcels/<int:pk>/"), parcels.ParcelPage.as_view(), name="parcel"),
    path(word("kien-hang/<int:pk>/dong-goi/", "parcels/<int:pk>/pack/"), parcels.Pack.as_view(), name="pack"),
    path(word("kien-hang/<int:pk>/gui/", "parcels/<int:pk>/send/"), parcels.Dispatch.as_view(), name="dispatch"),
    path(
        word("kien-hang/<int:pk>/gui-lai/", "parcels/<int:pk>/send-again/"),
        parcels.SendAgain.as_view(),
        name="send-again",
    ),
    path(word("kien-hang/<int:pk>/da-giao/", "parcels/<int:pk>/delivered/"), parcels.Deliver.as_view(), name="deliver"),
    path(
        word("kien-hang/<int:pk>/trao-tay/", "parcels/<int:pk>/hand-over/"),
        parcels.HandOver.as_view(),
        name="hand-over",
    ),
    path(
        word("kien-hang/<int:pk>/tra-lai/<int:line_pk>/", "parcels/<int:pk>/return/<int:line_pk>/"),
        parcels.TakeBack.as_view(),
        name="take-back",
    ),
    path(
        word("kien-hang/<int:pk>/phieu-soan.pdf", "parcels/<int:pk>/picking-list.pdf"),
        parcels.Paper.as_view(paper="picking_list"),
        name="picking-list",
    ),
    path(
        word("kien-hang/<int:pk>/phieu-giao.pdf", "parcels/<int:pk>/delivery-note.pdf"),
        parcels.Paper.as_view(paper="delivery_note"),
        name="delivery-note",
    ),
    path(word("thanh-toan/", "payments/"), bank_transfers.TransferList.as_view(), name="payments"),
    path(
        word("thanh-toan/<int:pk>/xac-nhan/", "payments/<int:pk>/confirm/"),
        bank_transfers.ConfirmTransfer.as_view(),
        name="confirm",
    ),
    path(
        word("thanh-toan/<int:pk>/chap-nhan/", "payments/<int:pk>/accept/"),
        bank_transfers.AcceptPayment.as_view(),
        name="accept",
    ),
    path(word("thanh-toan/sao-ke/", "payments/statement/"), entries.Statement.as_view(), name="statement"),
    path(word("thanh-toan/bao-co/", "payments/entries/"), entries.EntryList.as_view(), name="entries"),
    path(
        word("thanh-toan/bao-co/<int:pk>/gan/", "payments/entries/<int:pk>/attach/"),
        entries.AssignEntry.as_view(),
        name="assign",
    ),
    path(
        word("thanh-toan/bao-co/<int:pk>/de-rieng/", "payments/entries/<int:pk>/set-aside/"),
        entries.SetEntryAside.as_view(),
        name="set-aside",
    ),
    path(word("thanh-toan/hoan-tien/", "payments/refunds/"), refunds.RefundList.as_view(), name="refunds"),
    path(
        word("thanh-toan/hoan-tien/<int:pk>/", "payments/refunds/<int:pk>/"),
        refunds.PayBack.as_view(),
        name="pay-back",
    ),
    path(word("thanh-toan/chenh-lech/", "payments/differences/"), breaks.BreakList.as_view(), name="breaks"),
    path(
        word("thanh-toan/chenh-lech/<int:pk>/", "payments/differences/<int:pk>/"),
        breaks.ResolveBreak.as_view(),
        name="resolve",
    ),
    path(word("kho/", "stock/"), stock.Shelves.as_view(), name="shelves"),
    path(word("kho/sap-het/", "stock/low/"), stock.Low.as_view(), name="low"),
    path(word("kho/nhap/", "stock/receive/"), stock.Receive.as_view(), name="receive"),
    path(word("kho/lo-bi-giu/", "stock/held/"), holds.HoldList.as_view(), name="holds"),
    path(word("kho/lo-bi-giu/giu/", "stock/held/hold/"), holds.HoldLot.as_view(), name="hold"),
    path(
        word("kho/lo-bi-giu/<int:pk>/bo-giu/", "stock/held/<int:pk>/release/"),
        holds.ReleaseLot.as_view(),
        name="release",
    ),
    path(word("kho/<int:pk>/", "stock/<int:pk>/"), stock.Shelf.as_view(), name="shelf"),
    path(word("kho/<int:pk>/dem/", "stock/<int:pk>/count/"), stock.CountShelf.as_view(), name="count"),
    path(word("kho/<int:pk>/xuat/", "stock/<int:pk>/write-off/"), stock.WriteOff.as_view(), name="write-off"),
    path(
        word("kho/<int:pk>/tra-nha-san-xuat/", "stock/<int:pk>/return/"),
        stock.ReturnToProducer.as_view(),
        name="return-to-producer",
    ),
    path(word("kiem-ke/", "stocktakes/"), stocktakes.StocktakeList.as_view(), name="stocktakes"),
    path(word("kiem-ke/bat-dau/", "stocktakes/begin/"), stocktakes.Begin.as_view(), name="begin-stocktake"),
    path(word("kiem-ke/<int:pk>/", "stocktakes/<int:pk>/"), stocktakes.Sheet.as_view(), name="stocktake"),
    path(
        word("kiem-ke/<int:pk>/chenh-lech/", "stocktakes/<int:pk>/differences/"),
        stocktakes.Differences.as_view(),
        name="differences",
    ),
    path(
        word("kiem-ke/<int:pk>/bo/", "stocktakes/<int:pk>/give-up/"),
        stocktakes.GiveUp.as_view(),
        name="give-up-stocktake",
    ),
    path(word("chuyen-hang/", "transfers/"), transfers.TransferList.as_view(), name="transfers"),
    path(word("chuyen-hang/gui/", "transfers/send/"), transfers.Send.as_view(), name="send"),
    path(word("chuyen-hang/<int:pk>/", "transfers/<int:pk>/"), transfers.TransferPage.as_view(), name="transfer"),
    path(
        word("chuyen-hang/<int:pk>/nhan/", "transfers/<int:pk>/receive/"),
        transfers.ReceiveTransfer.as_view(),
        name="receive-transfer",
    ),
    *of_fairs,
    *of_settling,
    path(word("quay/", "counters/"), devices.DeviceList.as_view(), name="devices"),
    path(word("quay/them/", "counters/enrol/"), devices.Invite.as_view(), name="invite-device"),
    path(word("quay/tep/", "counters/file/"), devices.TakeInFile.as_view(), name="take-in-file"),
    path(word("quay/ma-pin/", "counters/pin/"), devices.SetPin.as_view(), name="pin"),
    path(word("quay/<uuid:pk>/lai/", "counters/<uuid:pk>/anew/"), devices.EnrolAgain.as_view(), name="enrol-again"),
    path(word("quay/<uuid:pk>/ngung/", "counters/<uuid:pk>/shut-out/"), devices.Revoke.as_view(), name="revoke-device"),
    path(word("ca/", "shifts/"), shifts.ShiftList.as_view(), name="shifts"),
    path(word("ca/thang/", "shifts/month/"), months.MonthPage.as_view(), name="month"),
    path(word("ca/thang.pdf", "shifts/month.pdf"), months.MonthPaper.as_view(), name="month-paper"),
    path(word("ca/<int:pk>/", "shifts/<int:pk>/"), shifts.ShiftPage.as_view(), name="shift"),
    path(word("ca/<int:pk>/z.pdf", "shifts/<int:pk>/z.pdf"), shifts.ZReportPaper.as_view(), name="z-report"),
    path(word("lech/", "discrepancies/"), discrepancies.DiscrepancyList.as_view(), name="discrepancies"),
    path(word("lech/<int:pk>/", "discrepancies/<int:pk>/"), discrepancies.Resolve.as_view(), name="discrepancy"),
    path(word("lech/de-rieng/", "discrepancies/set-aside/"), discrepancies.SetAside.as_view(), name="set-aside-events"),
    path(
        word("lech/de-rieng/<int:pk>/ghi-lai/", "discrepancies/set-aside/<int:pk>/apply/"),
        discrepancies.ApplyAgain.as_view(),
        name="apply-event",
    ),
    path(word("khieu-nai/", "complaints/"), complaints.ComplaintList.as_view(), name="complaints"),
    path(
        word("khieu-nai/<slug:number>/", "complaints/<slug:number>/"),
        complaints.AnswerComplaint.as_view(),
        name="answer-complaint",
    ),
    path(word("nhan/", "labels/"), labels.LabelList.as_view(), name="labels"),
    path(word("nhan/<int:pk>/", "labels/<int:pk>/"), labels.ProductFacts.as_view(), name="label"),
    path(word("chung-nhan/", "certificates/"), certificates.CertificateList.as_view(), name="certificates"),
    path(word("chung-nhan/cap/", "certificates/issue/"), certificates.Issue.as_view(), name="issue"),
    path(
        word("chung-nhan/<int:pk>/gia-han/", "certificates/<int:pk>/extend/"),
        certificates.Extend.as_view(),
        name="extend",
    ),
    path(
        word("chung-nhan/<int:pk>/thu-hoi/", "certificates/<int:pk>/revoke/"),
        certificates.Revoke.as_view(),
        name="revoke",
    ),
    path(word("danh-gia/", "reviews/"), reviews.ReviewList.as_view(), name="reviews"),
    path(
        word("danh-gia/<int:pk>/duyet/", "reviews/<int:pk>/approve/"),
        reviews.Approve.as_view(),
        name="approve-review",
    ),
    path(
        word("danh-gia/<int:pk>/tu-choi/", "reviews/<int:pk>/refuse/"),
        reviews.Refuse.as_view(),
        name="refuse-review",
    ),
    path(
        word("danh-gia/<int:pk>/tra-loi/", "reviews/<int:pk>/answer/"),
        reviews.Answer.as_view(),
        name="answer-review",
    ),
]
