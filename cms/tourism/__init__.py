"""Community tourism; villages and routes come later, the index stands."""
