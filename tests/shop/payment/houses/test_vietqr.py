import pytest
from hypothesis import given
from hypothesis import strategies as st
from qr_pay import decode, verify_checksum

from shop.payment.houses import vietqr

digits = st.text("0123456789", min_size=6, max_size=6)
accounts = st.text("0123456789", min_size=6, max_size=19)
memos = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=25)


def test_the_known_vector():
    text = vietqr.payload(bin="970436", account="1031933430", amount=125_000, memo="OCOP1234")

    assert text == (
        "00020101021238540010A00000072701240006970436011010319334300208QRIBFTTA"
        "530370454061250005802VN62120808OCOP12346304FC9B"
    )
    assert vietqr.checksum(text[:-4]) == int(text[-4:], 16)
    assert vietqr.checksum("123456789") == 0x29B1


@given(bin=digits, account=accounts, amount=st.integers(1, 10**12), memo=memos)
def test_an_independent_reader_reads_what_was_written(bin, account, amount, memo):
    text = vietqr.payload(bin=bin, account=account, amount=amount, memo=memo)

    read = decode(text)
    assert (read["bin_id"], read["consumer_id"], read["transaction_amount"], read["purpose_of_transaction"]) == (
        bin,
        account,
        str(amount),
        memo,
    )
    assert verify_checksum(text)
    assert list(fields(text)) == ["00", "01", "38", "53", "54", "58", "62", "63"]


@given(st.text(min_size=1, max_size=40))
def test_a_memo_that_banks_would_spoil_is_refused(memo):
    try:
        text = vietqr.payload(bin="970436", account="1031933430", amount=1, memo=memo)
    except ValueError:
        return

    assert text.isascii()
    assert fields(text)["62"] == f"08{len(memo):02d}{memo}"


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_an_amount_that_is_none_is_refused(amount):
    with pytest.raises(ValueError, match="cannot ask"):
        vietqr.payload(bin="970436", account="1031933430", amount=amount, memo="OCOP1")


@pytest.mark.parametrize(
    ("memo", "numbers"),
    [
        ("OCOP100012", {"100012"}),
        ("MBVCB.5512.ocop 100012.CT tu 0123456789 toi 1031933430", {"100012"}),
        ("OCOP-100012 OCOP100013", {"100012", "100013"}),
        ("thanh toan don hang", set()),
        ("OCOP", set()),
    ],
)
def test_the_order_is_found_in_a_banks_words(memo, numbers):
    assert vietqr.orders_named_in(memo) == numbers


def test_the_code_is_drawn_to_scale_and_named():
    drawing = vietqr.svg("00020101", title="Mã <QR>")

    assert drawing.startswith("<svg ")
    assert "<title>Mã &lt;QR&gt;</title>" in drawing
    assert "viewBox" in drawing
    assert " width=" not in drawing.split(">")[0]


def fields(text: str) -> dict[str, str]:
    """EMVCo's tag-length-value, read without our encoder."""
    found = {}
    while text:
        length = int(text[2:4])
        found[text[:2]], text = text[4 : 4 + length], text[4 + length :]
    return found
