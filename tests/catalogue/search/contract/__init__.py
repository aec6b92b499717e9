"""What every search engine promises, asked of all three: SQLite, PostgreSQL (marker postgres), Elasticsearch.

The tests ask an engine itself, never the fallback, so that none of them can answer for another.
"""
