"""The pages of goods: the list, one product, and the card that stands for it everywhere.

Thin doors: the search room finds, `publishing` judges, the strategy prices. Nothing is decided here.
"""
