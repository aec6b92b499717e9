"""Lots: which goods were made together, when, and until when they are good.

Promises that what is sold can be traced to a lot, that a lot is held at most once at a time, and that who held and
released it, when and why is kept. Knows nothing of where a lot lies or who sells it: those rooms ask.
"""
