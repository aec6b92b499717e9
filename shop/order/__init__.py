"""What was ordered, and its parcels on their way: pack, dispatch, deliver, return, cancel.

Promises that each unit of a line is in one parcel, and that goods leave the ledger at dispatch.
Fork of Oscar's order; its own status and stock handling give way to ours.
"""
