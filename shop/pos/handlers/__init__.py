"""What each type of event means for goods and money.

Promises that an event is booked whole or set aside whole, and that what has happened is never refused for want of
goods: the ledger goes short and a person is asked. Knows nothing of hashes, numbers or HTTP.
"""
