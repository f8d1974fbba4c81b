"""What the strategies promise of every draw, and what they refuse; what they reach is in tests/quality."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.law import Law, push
from ibverify.network import Network
from ibverify.problem import Problem
from ibverify.testing import laws, networks, problem_dicts, problems, rationals

FEW = settings(max_examples=50)


@given(rationals())
def test_rationals_are_small(x: fmpq):
    """|p| <= 12 and q <= 6."""
    assert abs(int(x.p)) <= 12
    assert int(x.q) <= 6


@FEW
@given(problem_dicts())
def test_documents_are_json_without_floats(document: dict[str, Any]):
    """They survive a file, and hold no float."""

    def refuse(text: str) -> None:
        raise AssertionError(text)

    assert json.loads(json.dumps(document), parse_float=refuse) == document


@FEW
@given(problems(inputs=2, min_depth=3))
def test_width_and_depth_are_those_asked_for(problem: Problem):
    """Two inputs and three layers."""
    assert (problem.law.width, problem.network.inputs, problem.network.depth) == (2, 2, 3)


@FEW
@given(st.integers(1, 5).flatmap(lambda n: st.tuples(st.just(n), laws(n), networks(n))))
def test_laws_and_networks_fit(drawn: tuple[int, Law, Network]):
    """A law on R^n and a network of n inputs can be put together."""
    n, law, network = drawn
    assert (law.width, network.inputs) == (n, n)
    assert len(push(network, law)) == network.depth + 1


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: problem_dicts(inputs=0), "^inputs: 0 coordinates; ask for at least 1$"),
        (lambda: problems(inputs=-1), "^inputs: -1 coordinates; ask"),
        (lambda: laws(0), "^dim: 0 coordinates; ask for at least 1$"),
        (lambda: networks(0), "^inputs: 0 coordinates; ask"),
        (lambda: problems(min_depth=0), "^min_depth: 0 layers; ask for 1 to 3$"),
        (lambda: problems(min_depth=4), "^min_depth: 4 layers; ask for 1 to 3$"),
    ],
)
def test_impossible_requests_are_errors(ask: Callable[[], object], sentence: str):
    with pytest.raises(InputError, match=sentence):
        ask()


def test_the_checks_need_no_hypothesis():
    code = "import ibverify.testing, sys; print('hypothesis' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_other_names_do_not_exist():
    import ibverify.testing

    with pytest.raises(AttributeError, match="has no attribute 'law'"):
        _ = ibverify.testing.law
