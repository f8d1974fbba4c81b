"""`ibverify certify`: what it prints and writes, and its status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ibverify.cli import main
from ibverify.recheck.certificates import check, digest

BOX = {"label": "0", "mass": "1", "box": [["-1", "3"]]}


def layer(activation: str, **rest: Any) -> dict[str, Any]:
    return {"weight": [["1"]], "bias": ["0"], "activation": activation, **rest}


def problem(*network: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"format": "ibverify-problem/1", "input": [BOX], "network": [*network], **rest}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(data: Any, *arguments: str) -> tuple[int, str, str]:
        Path("p.json").write_text(json.dumps(data))
        status = main(["certify", "p.json", *(arguments or ("--out", "c.json"))])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_it_writes_what_is_proved(run) -> None:
    data = problem(layer("relu"), layer("step"), readout={"threshold": "1/2"})
    status, out, err = run(data)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "layer 1: I(X;L) = oo, since L is not constant on input[0]",
        "layer 2: I(X;L) = -3/4*log(3/4) - 1/4*log(1/4)",
        "readout: I(X;L) = -3/4*log(3/4) - 1/4*log(1/4)",
    ]
    made = json.loads(Path("c.json").read_text())
    assert check(made, data) == out.splitlines()
    assert made["problem_digest"] == digest(made["problem"])


def test_equal_problems_give_equal_bytes(run) -> None:
    run(problem(layer("tanh"), layer("tanh")))
    first = Path("c.json").read_bytes()
    run(problem(layer("tanh"), layer("tanh")))
    assert Path("c.json").read_bytes() == first


def test_it_says_of_what_nothing_is_proved(run) -> None:
    status, out, _ = run(problem(layer("tanh"), layer("step")))
    assert status == 0
    assert out.splitlines()[1] == (
        "layer 2: nothing is claimed: no two drawn points are told apart, and it has no exact law"
    )


def test_long_lines_are_cut(run) -> None:
    run(problem(layer("step", bias=[f"-1/{10**200 + 1}"])))
    _, out, _ = run(problem(layer("step", bias=[f"-1/{10**200 + 1}"])))
    assert out.endswith(" ...\n")


@pytest.mark.parametrize(
    ("data", "arguments", "message"),
    [
        (problem(layer("gelu")), (), "p.json: network[0].activation: 'gelu' is not known"),
        ({"format": "ibverify-problem/1"}, (), "p.json: the field input is missing"),
        (problem(layer("relu")), ("--out", "."), ".: it is there already, and is no file"),
        (problem(layer("relu")), ("--out", "p.json/c.json"), "p.json/c.json: it cannot be written"),
        (problem(layer("relu")), ("--json",), "No such option"),
        (
            {**problem(layer("step", weight=[["1"] * 20])), "input": [{**BOX, "box": [["-1", "1"]] * 20}]},
            (),
            "p.json: network: there is no proof for any layer; of the first, a box has too many sides",
        ),
    ],
)
def test_nothing_is_written(run, data: Any, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run(data, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"ibverify: {message}")
    assert not Path("c.json").exists()
