"""Oscar's own admin, less what it may not do here. Fork of Oscar's dashboard.

Stock is the ledger's: the dashboard shows it and cannot write it. Prices are whole dong.
Also keeps Oscar's analytics from writing a row for every look at a product.
"""
