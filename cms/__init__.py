"""The stories of goods, makers and places, in Wagtail, in two languages.

May import shop and catalogue; nothing of theirs imports cms. Facts that come from a certificate are shown, never typed.
"""
