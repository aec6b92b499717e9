"""The catalogue for machines: the public reading API and the product feeds of other channels.

Promises whole dong, only what the gate lets be shown (API) or sold today (feeds), and a fixed number of
queries for a page or a batch. Knows no order, no basket and no person.
"""
