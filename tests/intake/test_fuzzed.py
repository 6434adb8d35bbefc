"""What fuzzers tried that reached new code, parser by parser: it is taken in, or named, in bounded time."""

from __future__ import annotations

import time
import zipfile

import pytest
from tests.intake.fuzz import CORPUS, TARGETS, checked

from stemma.intake import text
from stemma.intake.completed import completed


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_fuzzer_tried_keeps_the_promises(target: str) -> None:
    with zipfile.ZipFile(CORPUS) as packed:
        tried = [(name, packed.read(name)) for name in packed.namelist() if name.startswith(f"{target}/")]
    assert tried
    for name, data in tried:
        began = time.process_time()
        checked(text, completed, data, name.rpartition("/")[2])
        assert time.process_time() - began < 5, name
