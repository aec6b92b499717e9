"""Stories of products and producers. The index stands and shows makers in their own few words.

Drafting and moderation come later. Facts that come from a certificate are shown, never typed.
"""
