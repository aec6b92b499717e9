"""Product pictures drawn from facts, for goods that have no photograph yet.

Promises that the same facts give the same bytes, that the name is set inside its label, and that a
drawing shows the form of the pack, the tint of the group and the place: never a grey box.
Must not know products, requests or files other than fonts: it takes words and gives back SVG or pixels.
"""

from .choosing import form_for, group_for
from .picture import FORMS, draw, render

__all__ = ["FORMS", "draw", "form_for", "group_for", "render"]
