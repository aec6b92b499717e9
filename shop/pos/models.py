"""The room's tables, each beside what is done with it."""

from shop.pos.discrepancies import Discrepancy
from shop.pos.events.event import Event
from shop.pos.refunds import Refund, RefundLine
from shop.pos.sales import Sale, SaleLine, Tender
from shop.pos.shifts import CashMove, Shift

__all__ = ["CashMove", "Discrepancy", "Event", "Refund", "RefundLine", "Sale", "SaleLine", "Shift", "Tender"]
