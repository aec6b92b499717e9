from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from shop.order.models import Order
from shop.payment.attempts import BankEntry, PaymentAttempt
from shop.payment.houses.vietqr import memo_for
from tests.shop.desk.conftest import a_break, a_refund_by_hand, an_entry_in_review, an_unpaid_transfer, said

STATEMENT = """Số tài khoản: 1031933430,,,
Ngày giao dịch,Số tham chiếu,Ghi có,Nội dung
{day},FT100,"{amount}",{memo} thanh toan
{day},FT101,"50.000",chuyen tien
{day},,"70.000",khong co so
"""


def confirm(client, attempt, **typed):
    typed = {"amount": attempt.amount, "reference": "FT1", "day": localdate().isoformat()} | typed
    return client.post(reverse("desk:confirm", args=[attempt.pk]), typed, follow=True)


def status_of(attempt):
    return Order.objects.get(pk=attempt.order_id).status


def test_a_transfer_seen_on_the_account_pays_its_order(desk, vietnam):
    attempt = an_unpaid_transfer()

    response = confirm(desk, attempt, amount=f"{attempt.amount:,}".replace(",", "."))

    assert (status_of(attempt), len(said(response))) == (Order.CONFIRMED, 1)
    assert list(desk.get(reverse("desk:payments")).context["page_obj"]) == []


def test_another_amount_is_recorded_and_pays_nothing(desk, vietnam):
    attempt = an_unpaid_transfer()

    confirm(desk, attempt, amount=attempt.amount - 1_000)

    entry = BankEntry.objects.get()
    assert (status_of(attempt), entry.state) == (Order.AWAITING_PAYMENT, BankEntry.State.REVIEW)


def test_one_reference_counts_once(desk, vietnam):
    first, second = an_unpaid_transfer(), an_unpaid_transfer()

    confirm(desk, first)
    response = confirm(desk, second)

    assert (status_of(first), status_of(second)) == (Order.CONFIRMED, Order.AWAITING_PAYMENT)
    assert response.context["form"]["reference"].value() == "FT1"


def test_a_day_to_come_and_an_odd_amount_are_named_at_their_fields(desk, vietnam):
    attempt = an_unpaid_transfer()

    response = confirm(desk, attempt, amount="12,5", day=(localdate() + timedelta(days=1)).isoformat())

    assert set(response.context["form"].errors) == {"amount", "day"}


def test_a_waiting_transfer_is_found_by_the_words_of_its_buyer(desk, vietnam):
    wanted = an_unpaid_transfer()
    an_unpaid_transfer()

    response = desk.get(reverse("desk:payments"), {"q": f"ck {memo_for(wanted.order)} hoa"})

    assert list(response.context["page_obj"]) == [wanted]


def test_a_statement_tells_what_became_of_each_row(desk, vietnam):
    attempt = an_unpaid_transfer()
    text = STATEMENT.format(day=localdate().strftime("%d/%m/%Y"), amount=attempt.amount, memo=memo_for(attempt.order))

    def upload():
        file = SimpleUploadedFile("sao-ke.csv", text.encode())
        report = desk.post(reverse("desk:statement"), {"file": file}).context["report"]
        return (
            [entry.reference for entry in report.matched],
            [entry.reference for entry in report.review],
            [entry.reference for entry in report.duplicate],
            [row.line for row in report.bad],
        )

    assert upload() == (["FT100"], ["FT101"], [], [5])
    assert upload() == ([], [], ["FT100", "FT101"], [5])
    assert status_of(attempt) == Order.CONFIRMED


def test_a_file_that_is_no_statement_says_so(desk):
    file = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)

    response = desk.post(reverse("desk:statement"), {"file": file})

    assert set(response.context["form"].errors) == {"file"}


def test_an_entry_is_attached_to_its_order(desk, vietnam):
    attempt = an_unpaid_transfer()
    entry = an_entry_in_review(amount=attempt.amount)

    desk.post(reverse("desk:assign", args=[entry.pk]), {"number": attempt.order.number})

    entry.refresh_from_db()
    assert (status_of(attempt), entry.state) == (Order.CONFIRMED, BankEntry.State.MATCHED)


def test_an_unknown_order_keeps_the_number_typed(desk, vietnam):
    entry = an_entry_in_review()

    response = desk.post(reverse("desk:assign", args=[entry.pk]), {"number": "999"})

    form = response.context["form"]
    assert (set(form.errors), form["number"].value()) == ({"number"}, "999")


def test_an_entry_is_set_aside_once_with_its_reason(desk, vietnam):
    entry = an_entry_in_review()
    url = reverse("desk:set-aside", args=[entry.pk])

    desk.post(url, {"because": "Tiền thuê gian hàng"})
    again = desk.post(url, {"because": "Lần nữa"})

    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (BankEntry.State.SET_ASIDE, "Tiền thuê gian hàng")
    assert len(again.context["form"].non_field_errors()) == 1


def test_too_little_may_be_accepted_by_a_person(desk, vietnam):
    attempt = an_unpaid_transfer()
    confirm(desk, attempt, amount=attempt.amount - 1_000)

    desk.post(reverse("desk:accept", args=[attempt.pk]))

    attempt.refresh_from_db()
    assert (status_of(attempt), attempt.state) == (Order.CONFIRMED, PaymentAttempt.State.PAID)
    assert list(desk.get(reverse("desk:entries")).context["page_obj"]) == []


def test_a_refund_paid_back_by_hand_leaves_the_list(desk, vietnam):
    refund = a_refund_by_hand()
    url = reverse("desk:pay-back", args=[refund.pk])

    desk.post(url, {"reference": "FT900"})
    again = desk.post(url, {"reference": "FT901"})

    refund.refresh_from_db()
    assert (refund.state, refund.external_id) == ("done", "FT900")
    assert len(again.context["form"].non_field_errors()) == 1


def test_a_difference_is_resolved_once_and_says_by_whom(desk, administrator, vietnam):
    difference = a_break()
    url = reverse("desk:resolve", args=[difference.pk])

    desk.post(url, {"because": "Đã đối chiếu với ngân hàng"})
    again = desk.post(url, {"because": "Lần nữa"})

    difference.refresh_from_db()
    assert difference.resolution == f"Đã đối chiếu với ngân hàng ({administrator})"
    assert len(again.context["form"].non_field_errors()) == 1
