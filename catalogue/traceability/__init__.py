"""Lots: which goods were made together, when, and until when they are good.

Promises that what is sold can be traced to a lot. Knows nothing of where a lot lies.
"""
