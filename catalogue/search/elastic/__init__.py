"""Elasticsearch as a search engine: the same answers in the same order as the database's, from nodes that can grow.

Holds nothing that cannot be made again from `Entry`: every entry has a document of the same version. While it is
away or slow it says so within a second (EngineAway), and afterwards it catches up until no difference is left.
Knows entries, words and the ranking; knows no page, no product, and not which other engine there is.
"""
