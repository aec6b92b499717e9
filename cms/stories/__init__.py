"""Stories of products and producers; drafting and moderation come later, the index stands."""
