"""Collation: what the reports of one story say together."""
