"""Complaints (Law 122/2025 on e-commerce): a form, a number to follow it by, an answer with its reason.

Promises that none is lost and that each is received once and answered once; a person finds theirs by its number alone.
Must not know who reads them: the desk comes here.
"""
