"""What the law wants said of goods: which facts each criteria set needs, and those facts as a page shows them.

Rules are rows with dates. Knows a product and its lot; knows no page, price or stock.
"""
