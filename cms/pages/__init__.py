"""What every page shares: the theme of a site, plain content pages, what templates are told."""
