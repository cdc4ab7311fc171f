"""Damaged files of every format are read or refused, soon, and never crash."""

from __future__ import annotations

import time
from random import Random

import pytest

from tests import mutations
from tracker import formats
from tracker.errors import FormatError

SEEDS = mutations.seeds()
# benchmarks/fuzz_formats.py reads ten thousand of each.
COUNT = 200


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    if name == "pdf":
        pytest.importorskip("pypdfium2", reason="the pdf extra is not installed")
    for number in range(COUNT):
        data = mutations.mutated(SEEDS[name], Random(f"{name} {number}"))
        began = time.monotonic()
        try:
            said = formats.decode(data, "a").text
        except FormatError as error:
            said = str(error)
        assert said.strip()
        assert time.monotonic() - began < 10
