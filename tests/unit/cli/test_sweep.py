"""`ibverify sweep`, as a shell would call it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import sympy

from ibverify.cli import main

RAMP: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "parameters": {"a": ["0", "1"], "b": "2/5"},
    "input": [
        {"label": "0", "mass": "1/8", "box": [["1/10", "3/20"]]},
        {"label": "1", "mass": "1/4", "box": [["7/20", "2/5"]]},
        {"label": "0", "mass": "1/2", "box": [["3/5", "13/20"]]},
        {"label": "1", "mass": "1/8", "box": [["17/20", "9/10"]]},
    ],
    "network": [
        {"weight": [["1"], ["1"]], "bias": ["-a", "-a - b"], "activation": "relu"},
        {"weight": [["1", "-1"]], "bias": ["0"], "activation": "identity"},
    ],
}
PLANE = {**RAMP, "parameters": {"a": ["0", "1/2"], "b": ["0", "1"]}}
# A name that SymPy owns, at a kink of which the place is irrational.
BETA = {
    **RAMP,
    "parameters": {"beta": ["1/2", "1"]},
    "network": [{"weight": [["1"]], "bias": ["-beta**2"], "activation": "relu"}],
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name, data in (("ramp", RAMP), ("plane", PLANE), ("beta", BETA)):
        Path(f"{name}.json").write_text(json.dumps(data))

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_the_table(run):
    status, out, err = run("sweep", "ramp.json")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["a", "I(X;L)", "I(Y;L)"]
    assert lines[1] == "[0, 1/5]        oo      4*log(2) - 3/8*log(3) - 5/4*log(5) = 0.3488117..."
    assert lines[2] == "[1/5, 1/4)      oo      f1"
    assert lines[9] == "[9/10, 1]       0       0"
    assert lines[11].startswith("f1 = (-10*a + 5/2)*log(-4*a + 1) + ")
    assert len(lines) == 15


def test_beta_and_irrational_ends(run):
    status, out, _ = run("sweep", "beta.json", "--beta", "1/2")
    assert status == 0
    assert out.splitlines()[0].split() == ["beta", "I(X;L)", "I(Y;L)", "IB,", "beta", "=", "1/2"]
    assert "[1/2, 0.591607...]" in out
    assert "The infimum of IB is 0, attained for 0.948683... <= beta <= 1." in out


def test_json(run):
    status, out, err = run("sweep", "ramp.json", "--json", "--beta", "2")
    assert (status, err) == (0, "")
    data = json.loads(out)
    assert (data["format"], data["parameter"], data["beta"]) == ("ibverify-sweep/1", "a", "2")
    assert len(data["pieces"]) == 9


def test_names_that_sympy_owns(run):
    """`locals=` makes them symbols."""
    data = json.loads(run("sweep", "beta.json", "--json")[1])
    text = next(p["I(Y;L)"] for p in data["pieces"] if "beta" in p["I(Y;L)"])
    symbol = sympy.Symbol("beta")
    assert sympy.sympify(text, locals={"beta": symbol}).free_symbols == {symbol}


def test_two_parameters(run):
    status, out, _ = run("sweep", "plane.json")
    assert status == 0
    assert out.splitlines()[0].split() == ["a,", "b", "I(X;L)", "I(Y;L)"]
    assert "vertices are in the output of --json" in out
    data = json.loads(run("sweep", "plane.json", "--json")[1])
    assert data["parameters"] == ["a", "b"]
    assert all(set(cell) == {"where", "I(X;L)", "I(Y;L)"} for cell in data["cells"])


def test_standard_input(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(RAMP).encode())))
    assert run("sweep", "-")[0] == 0


def test_a_plot_appears_whole(run):
    status, _, err = run("sweep", "ramp.json", "--plot", "new/ramp.svg")
    assert (status, err) == (0, "")
    assert Path("new/ramp.svg").read_text().rstrip().endswith("</svg>")
    assert [p.name for p in Path("new").iterdir()] == ["ramp.svg"]


@pytest.mark.parametrize(
    ("changes", "options", "words"),
    [
        ({"parameters": {"a": "1/2", "b": "1"}}, [], "bad.json: parameters: none is an interval; give one, such as"),
        ({"parameters": {"a": ["1", "0"], "b": "1"}}, [], "bad.json: parameters.a: the interval [1, 0] has no inside"),
        (
            {
                "input": [
                    {"label": "0", "mass": "a - 1/2", "atom": ["0"]},
                    {"label": "1", "mass": "3/2 - a", "atom": ["1"]},
                ]
            },
            [],
            "bad.json: input[0].mass: for a between 0 and 1/2: the mass a - 1/2 is negative; give masses from 0 to 1",
        ),
        (
            {
                "parameters": {"a": ["0", "1"], "b": ["0", "1"]},
                "input": [{"label": "0", "mass": "1", "atom": ["a*b + 1/4"]}],
            },
            [],
            "bad.json: parameters: the boundary ",
        ),
        (
            {},
            ["--plot", "ramp.gif"],
            "ramp.gif: no plot has the suffix '.gif'; name a file that ends in .svg, .png, .pdf",
        ),
        ({}, ["--beta", "x"], "'x' is not a number"),
        ({}, ["--beta", "0"], "beta: '0' is not positive; give a beta > 0"),
    ],
)
def test_what_is_refused(run, changes: dict[str, Any], options: list[str], words: str):
    Path("bad.json").write_text(json.dumps({**RAMP, **changes}))
    status, out, err = run("sweep", "bad.json", *options)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_a_single_analysis_names_the_sweep(run):
    status, _, err = run("analyze", "ramp.json")
    assert status == 2
    assert "parameters.a: an interval is for sweeping" in err
    assert "ibverify sweep" in err
