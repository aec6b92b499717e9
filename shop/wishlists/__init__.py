"""What an account likes: one list of goods, put together by the heart on a product's page.

Promises that a guest's wish is kept while they sign in, and that nobody sees another's list.
Stands on the tables of Oscar's wishlists; overrides none of it.
"""
