"""The front page of a site, made of blocks, and the deed that plants a whole tree of pages.

Promises that a page's queries grow with its blocks, never with goods. Knows nothing of how goods are sold.
"""
