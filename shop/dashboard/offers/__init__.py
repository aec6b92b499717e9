"""Overrides of Oscar's dashboard for offers."""
