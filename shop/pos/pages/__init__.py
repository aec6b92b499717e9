"""The counter's addresses in a browser: the shell in which its app runs, what installs it, and receipts for buyers.

Promises that the shell is the same for everyone and sets no cookie, so that a device may keep it for days without a
network. Knows nothing of what the app does: that is TypeScript, under `app/`.
"""
