"""What quality.py and speed.py share: data and scorers, parses, one module a bench, noise, floors, tables."""
