"""Reading what buyers write before it is shown, and answering it. Each screen calls `catalogue.reviews`."""
