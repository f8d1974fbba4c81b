"""`ibverify --help` as a process, beside a Python that does nothing: what a command costs before it begins."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytest_benchmark.fixture import BenchmarkFixture


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.mark.benchmark(group="a process: ibverify --help, python -c pass")
def test_ibverify(benchmark: BenchmarkFixture) -> None:
    assert benchmark(run, "-m", "ibverify", "--help").startswith("Usage:")


@pytest.mark.benchmark(group="a process: ibverify --help, python -c pass")
def test_python(benchmark: BenchmarkFixture) -> None:
    assert benchmark(run, "-c", "pass") == ""
