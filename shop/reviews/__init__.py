"""Who may review what: those who have the goods in hand, signed in or by the link of their order.

Promises that each review stands on a line of an order that has arrived, and that its author reads what became of it.
Writing and deciding themselves belong to `catalogue.reviews`.
"""
