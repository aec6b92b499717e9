"""The desk's screens for what producers are owed: open accounts, statements, their papers.

Each deed is one call to settlement; who may press it is said by `desk.access`.
"""
