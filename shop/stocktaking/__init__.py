"""Stocktakes: the shelves of one location counted blind, differences explained, then believed by the ledger.

Whoever counts is not told what is expected until it is written down. Each figure keeps the moment at which it was
counted, so what sells meanwhile, or arrives late from a counter, is not taken for a difference twice.
Knows the ledger's verbs; knows neither desk nor counter.
"""
