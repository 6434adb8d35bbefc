"""Benchmarks are scripts beside the package, not part of it: their folder goes on the path here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
