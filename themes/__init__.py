"""Themes show it: base templates, components, styles, icons, and the engine that picks a theme.

Promises that any template found here falls back to the base theme `ocop`, so that a theme may be
nothing but tokens, and that the active theme is set for one request (or one `with` block) only.
Must not know what a product, an order or a page is: it imports nothing from cms, shop or catalogue,
and components get plain values.
"""
