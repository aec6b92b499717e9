"""What people say to the search: synonyms and pinned goods by editors, and what visitors looked for in vain.

Promises that each is a row which an editor changes, and that nothing is kept of who searched.
"""
