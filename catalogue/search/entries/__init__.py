"""One entry for each product that has a page: its facts gathered, kept in step with the tables they come from.

Promises that an entry equals what building it anew would give, soon after each commit.
Knows the engines only as something that entries are put into.
"""
