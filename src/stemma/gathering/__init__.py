"""Gathering: shared passages, stories."""
