"""Editions: what people and programs read."""
