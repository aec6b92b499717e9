"""The engine that is always there: SQLite's FTS5, or PostgreSQL's full text and trigrams, over folded words.

Promises the same answers in the same order on both. All that differs is in `sqlite` and `postgres`:
which entries hold an expression of words, and which come near a spelling.
"""
