"""What was typed, read once for all engines: its words, what means the same, where they may lead, how they were meant.

Promises that a text and a question become the same words. Asks the tables of places and entries, which every engine
has beside it; must not know how an engine matches or orders.
"""
