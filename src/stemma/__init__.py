"""Stemma: one sourced record from several reports of one story."""

__version__ = "0.1.0"
