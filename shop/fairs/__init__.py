"""Fairs and their booths, from the invitation to the last dong.

Promises that a booth moves on only when what was before is done, that each step is kept with its time and its person,
and that a booth is settled when its goods and its cash add up. Goods at a booth are leased to it: the web may not sell
them unless the booth opts in. What is heard of later shows as a correction and never vanishes.
"""
