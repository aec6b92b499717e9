"""The two steps a buyer walks: what is asked, what is remembered between, the last press.

Thin doors to `bill` and `submit`; works without scripts; keeps nothing but the session's own memory.
"""
