"""Tiles under our maps. Without them a map shows our own dots and asks nobody outside."""

from urllib.parse import urlsplit

from .environment import env

# E.g. https://tile.openstreetmap.org/{z}/{x}/{y}.png, with the words that its licence wants beside it.
MAP_TILES_URL = env.str("MAP_TILES_URL", "")
MAP_TILES_ATTRIBUTION = env.str("MAP_TILES_ATTRIBUTION", "")


def _origin(url: str) -> str:
    """https://{s}.tiles.example/{z}/… → https://*.tiles.example"""
    parts = urlsplit(url.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"


MAP_TILES_ORIGINS = [_origin(MAP_TILES_URL)] if MAP_TILES_URL else []
