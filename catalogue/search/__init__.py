"""Finding goods as Vietnamese people type: one folding function for indexing and asking.

Takes Oscar's `search` label so that its Haystack pages are gone. Knows nothing of prices paid or stock.
"""
