"""The desk's screens for fairs: who comes, and each booth's way from its place to its last dong.

Each deed is one call to the fairs; who may press it is said by `desk.access`.
"""
