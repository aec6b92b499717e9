"""What staff type at the desk, checked for shape only; whether a deed may be done its own room says."""
