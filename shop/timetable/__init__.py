"""What is done by the clock: each command at its interval, in one small process.

Knows only the commands' names; each is safe to repeat, so a restart costs nothing.
"""
