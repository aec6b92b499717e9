"""What stands between a visitor's request and the pages: shared pages, forms without a token, who is asking.

Promises that nobody is shown or sent anything of another's. Knows no page, no product and no person.
"""
