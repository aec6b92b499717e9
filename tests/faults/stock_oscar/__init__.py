"""Oscar as it comes: nothing forked. The negative control of the storm, and the peer of the benches."""
