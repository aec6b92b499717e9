"""Who waits for goods to come back, and the one letter that tells them.

Promises that a stranger's address is written to only after its owner has said yes in a first letter, that each
waiting gets one letter, and that nothing of it is kept once that is sent.
"""
