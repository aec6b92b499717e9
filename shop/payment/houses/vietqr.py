"""VietQR: what a Vietnamese bank's app reads from a QR code. It asks for a payment; it proves none.

Source: NAPAS, "Định dạng mã VietQR" 1.0 (09/2021), on EMVCo's merchant-presented QR specification.
"""

import re

import segno
from django.conf import settings

NAPAS_GUID = "A000000727"
TO_AN_ACCOUNT = "QRIBFTTA"
DONG, VIETNAM = "704", "VN"
MEMO = re.compile(r"[A-Z0-9 ]{1,25}")


def payload(*, bin: str, account: str, amount: int, memo: str) -> str:
    """The text of the code. `bin`: six digits of the bank; `amount`: dong; `memo`: ASCII, 1–25 characters.

    Raises ValueError where a part would not be read back as it was given.
    """
    if not re.fullmatch(r"\d{6}", bin) or not re.fullmatch(r"[A-Za-z0-9]{1,19}", account):
        raise ValueError(f"no account: {bin} {account}")
    if not 0 < amount < 10**13 or not MEMO.fullmatch(memo) or memo != memo.strip():
        raise ValueError(f"cannot ask for {amount} with memo {memo!r}")
    beneficiary = _field("00", bin) + _field("01", account)
    fields = (
        _field("00", "01"),
        _field("01", "12"),  # for one payment
        _field("38", _field("00", NAPAS_GUID) + _field("01", beneficiary) + _field("02", TO_AN_ACCOUNT)),
        _field("53", DONG),
        _field("54", str(amount)),
        _field("58", VIETNAM),
        _field("62", _field("08", memo)),
        "6304",  # the checksum covers its own identifier and length
    )
    text = "".join(fields)
    return f"{text}{checksum(text):04X}"


def checksum(text: str) -> int:
    """CRC16-CCITT-FALSE: polynomial 0x1021, first 0xFFFF, not reflected.

    >>> f"{checksum('123456789'):04X}"
    '29B1'
    """
    register = 0xFFFF
    for byte in text.encode("ascii"):
        register ^= byte << 8
        for _bit in range(8):
            register = (register << 1 ^ 0x1021 if register & 0x8000 else register << 1) & 0xFFFF
    return register


def memo_for(order) -> str:
    """What the buyer's transfer must say, so that it finds its order: OCOP and the order's number."""
    return f"OCOP{order.number}"


def orders_named_in(memo: str) -> set[str]:
    """Order numbers in a transfer's words, which banks put into capitals, cut and wrap in words of their own.

    >>> orders_named_in("MBVCB.5512.ocop 100012.CT tu 0123 toi 1031933430")
    {'100012'}
    """
    return set(re.findall(r"OCOP[\s.:_-]*(\d{3,20})(?!\d)", memo.upper()))


def payload_for(attempt) -> str:
    return payload(
        bin=settings.VIETQR_BANK_BIN,
        account=settings.VIETQR_ACCOUNT,
        amount=attempt.amount,
        memo=memo_for(attempt.order),
    )


def svg(text: str, *, title: str) -> str:
    """The code as inline SVG that scales with its place; `title` is read aloud."""
    code = segno.make(text, error="m", micro=False)
    return code.svg_inline(
        scale=1, border=4, omitsize=True, svgclass="vietqr", lineclass=None, title=title, dark="#000", light="#fff"
    )


def _field(identifier: str, value: str) -> str:
    return f"{identifier}{len(value):02d}{value}"
