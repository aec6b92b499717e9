"""Tables that people keep in Wagtail's admin: tariffs, places of sale, producers, rulebooks, words of the search;
certificates and searches in vain to look at.

Promises that what is data in this house can be edited without code. Owns no model.
"""
