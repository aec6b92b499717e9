"""From basket to order: where to, how sent, how paid, and `submit`, which reserves before anyone pays.

Promises one order for one basket, whatever is clicked, reloaded or opened twice. Fork of Oscar's checkout,
whose order of things (money first) is turned round.
"""
