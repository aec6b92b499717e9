"""The desk's screens for counters: devices and PINs, shifts with their Z-report, discrepancies, what was set aside.

Each deed is one call to `shop.pos`; who may press it is said by `desk.access`.
"""
