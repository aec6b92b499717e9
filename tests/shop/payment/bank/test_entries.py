from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from shop.order import life
from shop.payment import bank, settling
from shop.payment.attempts import BankEntry, Break, PaymentAttempt, Refund
from shop.payment.exceptions import AlreadyRecorded, NotToBeLookedAt
from tests.factories import a_member_of_staff, a_product, an_order


def a_transfer_order(**facts):
    """(order, attempt) that waits for a transfer."""
    order = an_order((a_product(on_hand=5, price=100_000), 1), pays_by="vietqr", **facts)
    return order, order.attempts.get()


def a_credit(order, *, amount=None, reference="FT26001", **facts) -> bank.Facts:
    facts = {"account": "1031933430", "memo": f"CT DEN:123 OCOP{order.number} GD 99", "provider": "970436"} | facts
    amount = int(order.total_incl_tax) if amount is None else amount
    return bank.Facts(reference=reference, amount=amount, happened_at=now(), **facts)


def test_code_amount_and_account_together_pay_the_order():
    order, attempt = a_transfer_order()

    entry, is_new = bank.notify(facts=a_credit(order), at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (is_new, entry.state, entry.attempt, entry.reason) == (True, "matched", attempt, "")
    assert (order.status, attempt.state, attempt.captured) == ("confirmed", "paid", attempt.amount)


def test_heard_twice_it_counts_once():
    order, attempt = a_transfer_order()
    credit = a_credit(order)
    bank.notify(facts=credit, at=now())

    entry, is_new = bank.notify(facts=replace(credit, amount=1), at=now())

    assert (is_new, entry.amount, BankEntry.objects.count()) == (False, attempt.amount, 1)


def test_the_database_takes_a_reference_once():
    order, _ = a_transfer_order()
    bank.notify(facts=a_credit(order), at=now())

    with pytest.raises(IntegrityError), transaction.atomic():
        BankEntry.objects.create(provider="970436", reference="FT26001", amount=1, happened_at=now())


@pytest.mark.parametrize(
    "credit",
    [
        {"account": "999"},
        {"memo": "tien hang"},
        {"memo": "OCOP99999999"},
        {"account": "999", "memo": "tien hang"},
    ],
)
def test_without_account_or_code_a_person_looks(credit):
    order, attempt = a_transfer_order()

    entry, _ = bank.notify(facts=a_credit(order, **credit), at=now())

    attempt.refresh_from_db()
    assert (entry.state, bool(entry.reason), attempt.captured, attempt.state) == ("review", True, 0, "created")


def test_words_that_name_two_orders_are_looked_at():
    first, second = a_transfer_order()[0], a_transfer_order()[0]

    entry, _ = bank.notify(facts=a_credit(first, memo=f"OCOP{first.number} OCOP{second.number}"), at=now())

    assert entry.state == "review"


def test_an_account_written_with_blanks_is_the_same():
    order, _ = a_transfer_order()

    assert bank.notify(facts=a_credit(order, account="1031 933 430"), at=now())[0].state == "matched"


@pytest.mark.parametrize("difference", [-1, 1])
def test_another_amount_is_kept_and_looked_at(difference):
    order, attempt = a_transfer_order()

    entry, _ = bank.notify(facts=a_credit(order, amount=attempt.amount + difference), at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (entry.state, attempt.state, attempt.captured) == ("review", "review", attempt.amount + difference)
    assert order.number in entry.reason
    assert order.status == "awaiting_payment"


def test_a_second_transfer_makes_up_the_sum():
    order, attempt = a_transfer_order()
    bank.notify(facts=a_credit(order, amount=attempt.amount - 40_000), at=now())

    bank.notify(facts=a_credit(order, amount=40_000, reference="FT26002"), at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.state, attempt.captured) == ("confirmed", "paid", attempt.amount)
    assert {entry.state for entry in BankEntry.objects.all()} == {"matched"}
    assert Break.objects.filter(resolved_at=None).count() == 0


def test_too_little_is_accepted_or_given_back_by_a_person():
    (accepted, one), (declined, two) = a_transfer_order(), a_transfer_order()
    bank.notify(facts=a_credit(accepted, amount=90_000), at=now())
    bank.notify(facts=a_credit(declined, amount=90_000, reference="FT26002"), at=now())

    settling.accept(attempt=one, at=now(), actor=a_member_of_staff())
    settling.decline(attempt=two, because="Too little", at=now())

    accepted.refresh_from_db()
    declined.refresh_from_db()
    assert (accepted.status, declined.status) == ("confirmed", "awaiting_payment")
    assert [refund.amount for refund in Refund.objects.by_hand()] == [90_000]
    assert {entry.state for entry in BankEntry.objects.all()} == {"matched"}


def test_after_money_went_back_the_right_amount_pays():
    order, attempt = a_transfer_order()
    bank.notify(facts=a_credit(order, amount=90_000), at=now())
    settling.decline(attempt=attempt, because="Too little", at=now())

    bank.notify(facts=a_credit(order, reference="FT26002"), at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.state) == ("confirmed", "paid")
    assert attempt.captured - attempt.refunded == attempt.amount


def test_a_transfer_for_an_order_paid_before_is_given_back():
    order, attempt = a_transfer_order()
    bank.notify(facts=a_credit(order), at=now())
    entry, _ = bank.notify(facts=a_credit(order, reference="FT26002"), at=now())

    refund = bank.give_back(entry=entry, at=now(), actor=a_member_of_staff())

    attempt.refresh_from_db()
    assert (refund.amount, attempt.captured, attempt.refunded) == (attempt.amount, 2 * attempt.amount, attempt.amount)
    with pytest.raises(NotToBeLookedAt):
        bank.give_back(entry=entry, at=now(), actor=a_member_of_staff())


def test_staff_confirm_by_hand():
    order, attempt = a_transfer_order()
    staff = a_member_of_staff()

    entry = bank.confirm_by_hand(
        order=order, reference=" FT26001 ", amount=attempt.amount, happened_at=now(), at=now(), actor=staff
    )

    order.refresh_from_db()
    assert (entry.state, entry.reference, entry.recorded_by, order.status) == ("matched", "FT26001", staff, "confirmed")
    assert bank.notify(facts=a_credit(order), at=now())[1] is False


def test_a_reference_known_already_is_told():
    order, attempt = a_transfer_order()
    bank.notify(facts=a_credit(order), at=now())

    with pytest.raises(AlreadyRecorded) as refusal:
        bank.confirm_by_hand(
            order=order, reference="FT26001", amount=attempt.amount, happened_at=now(), at=now(), actor=None
        )

    assert "FT26001" in refusal.value.sentence


def test_an_entry_is_assigned_by_a_person():
    order, _ = a_transfer_order()
    entry, _ = bank.notify(facts=a_credit(order, memo="tien hang"), at=now())

    entry = bank.assign(entry=entry, order=order, at=now(), actor=a_member_of_staff())

    order.refresh_from_db()
    assert (entry.state, order.status) == ("matched", "confirmed")
    with pytest.raises(NotToBeLookedAt):
        bank.assign(entry=entry, order=order, at=now(), actor=None)


def test_an_entry_that_is_not_ours_is_set_aside():
    order, _ = a_transfer_order()
    entry, _ = bank.notify(facts=a_credit(order, memo="tien thue nha"), at=now())

    entry = bank.set_aside(entry=entry, because="Rent", actor=a_member_of_staff())

    assert (entry.state, entry.reason) == ("set_aside", "Rent")


def test_counted_money_is_not_set_aside():
    order, _attempt = a_transfer_order()
    entry, _ = bank.notify(facts=a_credit(order, amount=1), at=now())

    with pytest.raises(NotToBeLookedAt):
        bank.set_aside(entry=entry, because="Rent", actor=None)


def test_an_order_paid_otherwise_is_looked_at():
    order = an_order((a_product(on_hand=5), 1), pays_by="cash")

    assert bank.notify(facts=a_credit(order), at=now())[0].state == "review"


def test_a_transfer_after_expiry_revives_the_order():
    order, _ = a_transfer_order()
    life.cancel(order=order, because="Not paid in time", at=now(), letter="expired")

    bank.notify(facts=a_credit(order), at=now())

    order.refresh_from_db()
    assert order.status == "confirmed"
    assert PaymentAttempt.objects.get().refunded == 0
