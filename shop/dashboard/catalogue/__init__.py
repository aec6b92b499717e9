"""Overrides of Oscar's dashboard for products."""
