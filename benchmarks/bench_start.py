"""`ibverify --help` as a process, beside a Python that does nothing: what a command costs before it begins."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytest_benchmark.fixture import BenchmarkFixture


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


COMMANDS = {"ibverify": (["-m", "ibverify", "--help"], "Usage:"), "a bare Python": (["-c", "pass"], "")}


@pytest.mark.benchmark(group="a process that prints its help")
@pytest.mark.parametrize("tool", COMMANDS)
def test_start(benchmark: BenchmarkFixture, tool: str) -> None:
    arguments, start = COMMANDS[tool]
    assert benchmark(run, *arguments).startswith(start)
