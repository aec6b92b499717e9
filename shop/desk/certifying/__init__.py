"""The desk's screens for certificates and for what a label must say.

Each deed is one call to the catalogue; who may press it is said by `desk.access`.
"""
