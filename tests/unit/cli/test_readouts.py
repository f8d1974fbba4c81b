"""Readouts and noise on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ibverify.cli import main

HALVES: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "input": [
        {"label": "0", "mass": "1/2", "box": [["0", "1/2"]]},
        {"label": "1", "mass": "1/2", "box": [["1/2", "1"]]},
    ],
    "network": [{"weight": [["1"]], "bias": ["0"], "activation": "identity"}],
}
NOISE = {"noise": {"uniform": "1/8"}}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(command: str, *options: str, **changed: Any) -> tuple[int, str, str]:
        Path("p.json").write_text(json.dumps(HALVES | changed))
        status = main((command, "p.json", *options))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_soft_with_its_chain(run):
    status, out, err = run("analyze", readout={"soft": True})
    assert (status, err) == (0, "")
    lines = [line.split("  ") for line in out.splitlines()]
    found = {line[0].strip(): line[-1].strip() for line in lines}
    assert found["C(Q)"] == "-log(2) + 1 = 0.3068528..."
    assert found["H(Y) - C(Q)"] == "2*log(2) - 1 = 0.3862943..."
    assert found["lost by the decoder of layer 1"] == "0"


def test_a_soft_decision_that_rules_out_a_label(run):
    """The identity gives label 1 no probability where x = 0: the bound on I(Y;L) says nothing."""
    atoms = [{"label": str(i), "mass": "1/2", "atom": [str(i)]} for i in range(2)]
    network = [{"weight": [["0"]], "bias": ["0"], "activation": "identity"}]
    status, out, _ = run("analyze", input=atoms, network=network, readout={"soft": True})
    assert status == 0
    rows = dict(line.rsplit(maxsplit=1) for line in out.splitlines() if line.startswith(("C(Q)", "H(Y) - C(Q)")))
    assert [value for head, value in rows.items() if "is" not in head] == ["oo", "-oo"]


def test_more_digits_are_in_the_json(run):
    """The advice of the table can be followed: what it encloses by 7 digits has 17 there."""
    readout = {"noise": {"gaussian": "1"}}
    status, out, _ = run("analyze", readout=readout)
    assert status == 0
    assert "closed form; ask for more digits (--json has 17) of the enclosure" in out
    status, out, _ = run("analyze", "--json", readout=readout)
    assert status == 0
    low, high = json.loads(out)["readout"]["I(Y;L)"]["enclosure"]
    assert min(len(low.lstrip("0.")), len(high.lstrip("0."))) >= 16


def test_too_many_simplices_leave_the_rest_of_the_result(run, monkeypatch):
    """What is exact stays exact, and the soft decision is enclosed with its reason, in the table and for programs."""
    monkeypatch.setattr("ibverify.information.softmax.MAX_SIMPLICES", 9)
    cubes = [
        {"label": y, "mass": "1/3", "box": [[low, high], ["0", "1"], ["0", "1"]]}
        for y, low, high in [("0", "0", "1"), ("1", "1", "2"), ("2", "2", "3")]
    ]
    weight = [["1", "0", "0"], ["0", "1", "1"], ["0", "0", "1"]]
    network = [{"weight": weight, "bias": ["0"] * 3, "activation": "softmax"}]
    changed = {"input": cubes, "network": network, "readout": {"soft": True}}
    status, out, err = run("analyze", **changed)
    assert (status, err) == (0, "")
    assert "readout: I(Y;L) is only enclosed: too many simplices" in out
    assert "C(Q) is only enclosed: too many simplices" in out
    status, out, _ = run("analyze", "--json", **changed)
    found = json.loads(out)
    assert status == 0
    assert found["layers"][0]["I(Y;L)"]["exact"] is True
    for quantity in (found["readout"]["I(X;L)"], found["readout"]["I(Y;L)"], found["readout"]["chain"]["C(Q)"]):
        assert quantity["value"] is None
        assert quantity["reason"].startswith("too many simplices")
        assert float(quantity["enclosure"][0]) < float(quantity["enclosure"][1])


def test_noise_in_the_table_and_with_beta(run):
    status, out, _ = run("analyze", "--beta", "2", network=[*HALVES["network"], NOISE], readout={"threshold": "1/2"})
    assert status == 0
    assert "2 noise uniform 1/8" in out
    assert "I(X;L)" in out
    assert "IB, beta = 2" in out


def test_expectations_of_a_noisy_layer(run):
    expect = [{"layer": 2, "I(X;L)": "1/8 + log(4)", "H(L)": "oo"}]
    status, out, _ = run("analyze", "--check", network=[*HALVES["network"], NOISE], expect=expect)
    assert status == 0
    assert out.count("proved: ") == 2
    expect = [{"layer": 2, "I(X;L)": "1/8 + log(5)"}]
    assert run("analyze", "--check", network=[*HALVES["network"], NOISE], expect=expect)[0] == 1


@pytest.mark.parametrize(
    ("command", "options", "changed", "words"),
    [
        ("certify", ["--out", "c.json"], {"network": [*HALVES["network"], NOISE]}, "network[1].noise: a certificate"),
        ("certify", ["--out", "c.json"], {"readout": {"soft": True}}, "readout.soft: no certificate treats this"),
        ("evaluate", ["--at", "[1]"], {"network": [*HALVES["network"], NOISE]}, "network[1].noise: evaluation at a"),
        ("evaluate", ["--at", "[1]"], {"input_noise": {"gaussian": "1/8"}}, "input_noise: evaluation at a point"),
        ("analyze", ["--tex", "a.tex"], {"readout": {"soft": True}}, "readout.soft: it is no map of the outputs"),
        (
            "analyze",
            [],
            {"readout": {"soft": True}, "network": [{"weight": [["2"]], "bias": ["0"], "activation": "identity"}]},
            "readout.soft: an output takes the value 2, which is no probability; end with a layer that keeps",
        ),
        (
            "analyze",
            [],
            {"readout": {"soft": True}, "network": [{"weight": [["1"], ["1"]], "bias": [0, 0], "activation": "relu"}]},
            "readout.soft: the outputs sum to 0 somewhere, not to 1",
        ),
        (
            "analyze",
            [],
            {"readout": {"soft": True}, "input": [{"label": "cat", "mass": 1, "atom": ["1/2"]}]},
            "readout.soft: one output is the probability of the label \"1\", and 'cat' is a label",
        ),
    ],
)
def test_refusals_are_one_line(run, command: str, options: list[str], changed: dict[str, Any], words: str):
    status, out, err = run(command, *options, **changed)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
