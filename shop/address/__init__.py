"""Addresses of buyers, written the Vietnamese way. Fork of Oscar's address book."""
