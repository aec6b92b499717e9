"""Vietnamese: the day first."""
