"""The front page of a site, made of blocks."""
