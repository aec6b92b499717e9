"""Counters of the demonstration: days of sales told as a counter tells them, so that the desk has what to show.

Promises that what is told fits the protocol and the shelves: only the drawer and the shelf named below do not agree.
Knows nothing of HTTP: what is told goes to the intake as if it had come in over the network.
"""
