"""How the state scores goods: rulebooks by date and their criteria sets.

Law is rows with dates here, so that a past score stays explainable. Knows nothing of selling.
"""
