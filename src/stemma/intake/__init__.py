"""Intake: files into reports."""
