"""What every page shares: the theme of a site, plain content pages, menus, the other language, the site map.

Promises that a page which asks for none of it pays no query, and that no site ever wears another's theme.
"""
