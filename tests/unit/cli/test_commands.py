"""The commands, as a shell would call them: output, status, one line of error."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
import sympy

from ibverify.cli import main
from ibverify.cli._ledger import counts_text
from ibverify.cli._options import UnitName

FIG3: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "input": [
        {"label": "0", "mass": "1/2", "box": [["0", "1/2"], ["0", "1/10"]]},
        {"label": "1", "mass": "1/2", "box": [["0", "1/10"], ["1/2", "1"]]},
    ],
    "network": [{"weight": [["1", "1"]], "bias": ["0"], "activation": "relu"}],
    "readout": {"threshold": "1/2"},
    "expect": [{"layer": 1, "I(Y;L)": "log(2) - 1/20", "I(X;L)": "oo"}],
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, **files: Any) -> tuple[int, str, str]:
        for name, data in files.items():
            Path(f"{name}.json").write_text(json.dumps(data))
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_analyze_json(run):
    status, out, err = run("analyze", "p.json", "--json", "--beta", "2", p=FIG3)
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found["format"] == "ibverify-analysis/1"
    layer = found["layers"][0]
    assert layer["I(Y;L)"] == {
        "value": "log(2) - 1/20",
        "exact": True,
        "enclosure": ["0.6431471805599453", "0.64314718055994531"],
    }
    assert layer["I(X;L)"]["value"] == "oo"
    assert "enclosure" not in layer["I(X;L)"]
    assert layer["IB"]["value"] == "oo"
    assert layer["law"] == {"atoms": 0, "atomic_mass": "0", "continuous_mass": "1", "dimensions": {"1": "1"}}
    assert layer["information_dimension"] == {"value": "1", "exact": True, "enclosure": ["1", "1"]}
    assert found["input"]["H(Y)"]["value"] == "log(2)"
    assert found["readout"]["law"]["atoms"] == 2
    expected = sympy.sympify("2*log(2) - 11/20*log(11) - 1/2*log(2) + 1/2*log(5)", rational=True)
    assert sympy.simplify(sympy.sympify(found["readout"]["I(Y;L)"]["value"], rational=True) - expected) == 0


def test_analyze_in_bits(run):
    _, out, _ = run("analyze", "p.json", "--json", "--unit", "bit", p=FIG3)
    found = json.loads(out)
    assert found["unit"] == "bit"
    assert found["input"]["H(Y)"] == {"value": "1", "exact": True, "enclosure": ["1", "1"]}
    assert found["layers"][0]["I(Y;L)"]["value"] == "1 - 1/20/log(2)"


@pytest.mark.parametrize(("name", "unit"), [("nat", "nat"), ("nats", "nat"), ("bit", "bit"), ("bits", "bit")])
def test_a_unit_may_be_a_plural(name: str, unit: str):
    assert UnitName().convert(name, None, None) == unit


def test_an_unknown_unit_is_bad_usage():
    with pytest.raises(click.BadParameter, match="'ban' is no unit here; use one of nat, nats, bit, bits"):
        UnitName().convert("ban", None, None)


def test_analyze_table(run):
    status, out, _ = run("analyze", "p.json", p=FIG3)
    assert status == 0
    assert "log(2) - 1/20 = 0.6431471..." in out
    assert "1 relu: I(X;L) is infinite: the continuous part of mass 1 has dimension 1" in out


def test_analyze_reads_standard_input(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(FIG3).encode())))
    status, out, _ = run("analyze", "-")
    assert status == 0
    assert "log(2) - 1/20" in out


def test_check_is_proved(run):
    status, out, _ = run("analyze", "p.json", "--check", p=FIG3)
    assert status == 0
    assert "proved: I(Y;L) at 1: log(2) - 1/20 == log(2) - 1/20" in out


def test_checks_are_in_the_json(run):
    status, out, _ = run("analyze", "p.json", "--check", "--json", p=FIG3)
    assert status == 0
    assert json.loads(out)["expect"][0] == {
        "layer": 1,
        "quantity": "I(X;L)",
        "expected": "oo",
        "outcome": "proved",
    }


def test_nothing_to_check_is_no_success(run):
    status, out, err = run("analyze", "p.json", "--check", p={k: v for k, v in FIG3.items() if k != "expect"})
    assert (status, out) == (2, "")
    assert "the problem expects nothing" in err


def test_an_output_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "p.json").write_text(json.dumps(FIG3))
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "ibverify", "analyze", str(tmp_path / "p.json")]
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path)
    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert "cannot be written" in found.stderr


def test_points_without_rows_are_refused(run):
    np.save("none.npy", np.zeros((0, 2)))
    status, _, err = run("evaluate", "p.json", "--at", "none.npy", p=FIG3)
    assert status == 2
    assert "holds no point" in err


def test_check_is_refuted(run):
    wrong = FIG3 | {"expect": [{"layer": "readout", "I(Y;L)": "log(2)"}]}
    status, out, _ = run("analyze", "p.json", "--check", p=wrong)
    assert status == 1
    assert "refuted: I(Y;L) at readout" in out


def test_long_values_need_full(run):
    """Eighty atoms with masses of 200 digits each: more than 10,000 characters."""
    n = 80
    big = [10**200 + 2 * i + 1 for i in range(n)]
    masses = [f"{b}/{sum(big)}" for b in big]
    atoms = [{"label": str(i % 2), "mass": m, "atom": [i]} for i, m in enumerate(masses)]
    data = {
        "format": "ibverify-problem/1",
        "input": atoms,
        "network": [{"weight": [[1]], "bias": [0], "activation": "relu"}],
    }
    _, out, _ = run("analyze", "p.json", "--json", p=data)
    entropy = json.loads(out)["layers"][0]["H(L)"]
    assert (entropy["value"], entropy["exact"], entropy["terms"]) == (None, True, 117)
    _, out, _ = run("analyze", "p.json", "--json", "--full", p=data)
    assert len(json.loads(out)["layers"][0]["H(L)"]["value"]) > 10_000


def test_evaluate(run):
    network = [
        {"weight": [["1", "1"], ["1", "-1"]], "bias": ["0", "0"], "activation": "relu"},
        {"weight": [["1", "1"]], "bias": ["0"], "activation": "tanh"},
    ]
    status, out, _ = run(
        "evaluate", "p.json", "--at", '["1/3", "2"]', "--json", p=FIG3 | {"network": network, "expect": []}
    )
    assert status == 0
    [point] = json.loads(out)["points"]
    assert point["input"] == ["1/3", "2"]
    assert point["layers"][0] == ["7/3", "0"]
    low, high = point["layers"][1][0]
    assert low.startswith("0.981")
    assert low < high
    status, out, _ = run("evaluate", "p.json", "--at", '["1/3", "2"]', p=FIG3)
    assert out.splitlines()[1].split() == ["1", "7/3"]


def test_verify_list_names_and_json(run):
    status, out, _ = run("verify", "--list")
    assert status == 0
    assert "s04.fig3 " in out
    status, out, _ = run("verify", "s04.fig3", "--list", "--json")
    assert status == 0
    listed = json.loads(out)
    assert listed["format"] == "ibverify-claims/1"
    assert [set(claim) for claim in listed["claims"]] == [{"id", "source", "statement"}]
    assert listed["claims"][0]["id"] == "s04.fig3"
    status, out, _ = run("verify", "s04.fig3", "--json")
    found = json.loads(out)
    assert status == 0
    [claim] = found["claims"]
    assert claim["verdict"] == "fails"
    assert claim["amended"] == "s04.fig3-amended"
    assert claim["mutants"]["tried"] == claim["mutants"]["refuted"] == 6
    assert [part["verdict"] for part in claim["parts"]] == ["holds", "holds", "fails", "holds", "holds"]
    assert set(found["timing"]) == {"s04.fig3"}
    status, _, _ = run("verify", "s04.fig3", "--fail-on", "fails")
    assert status == 1


def test_verify_gives_equal_bytes_but_for_timing(run):
    first, second = (json.loads(run("verify", "--json")[1]) for _ in range(2))
    assert first.pop("timing").keys() == second.pop("timing").keys()
    assert json.dumps(first) == json.dumps(second)


CLAIM = """
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
CLAIM = Claim(
    Statement("log 4 = 2 log 2", source="mine"),
    parts=[
        Part(
            "log 4 = 2 log 2",
            Example("the number 4", lambda: [check("equal", "log(4)", "==", "2*log(2)")]),
            [Mutant("direction", "log 4 > 2 log 2", lambda: [check("more", "log(4)", "{}", "2*log(2)")])],
        )
    ],
)
"""


def test_verify_a_claim_of_ones_own(run):
    Path("mine.py").write_text(CLAIM.format(">"))
    status, out, _ = run("verify", "mine.py")
    assert status == 0
    assert out.startswith("holds     mine (exact), mine")
    assert out.endswith("\n1 claim: 1 holds; 1 of 1 mutant refuted\n")


@pytest.mark.parametrize(
    ("verdicts", "mutants", "line"),
    [
        (["holds", "fails"], [True], "2 claims: 1 holds, 1 fails; 1 of 1 mutant refuted"),
        (["holds"] * 3 + ["fails"] * 2, [True, False], "5 claims: 3 hold, 2 fail; 1 of 2 mutants refuted"),
        (["undecided"], [], "1 claim: 1 is undecided; 0 of 0 mutants refuted"),
        (["undecided"] * 2 + ["holds"], [], "3 claims: 1 holds, 2 are undecided; 0 of 0 mutants refuted"),
    ],
)
def test_counts_agree_with_their_words(verdicts: list[str], mutants: list[bool], line: str):
    assert counts_text(verdicts, mutants) == line


def test_verify_names_a_mutant_that_survives(run):
    Path("mine.py").write_text(CLAIM.format(">="))
    status, out, _ = run("verify", "mine.py")
    assert status == 1
    assert "MUTANT NOT REFUTED: direction: log 4 > 2 log 2" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["analyse"], "No such command 'analyse'; did you mean 'analyze'?"),
        (["analyz", "p.json"], "No such command 'analyz'; did you mean 'analyze'?"),
        (["paint"], "No such command 'paint'; use one of analyze, "),
        (["analyze"], "Missing argument 'PROBLEM'; give the path of a problem file, or - for standard input"),
        (["evaluate"], "Missing argument 'SOURCE'; give the path of a problem file or of an ONNX file"),
        (["analyze", "p.json", "more"], "unexpected extra argument (more); see ibverify analyze --help"),
        (["analyze", "p.json", "--ful"], "No such option '--ful'"),
        (["analyze", "gone.json"], "gone.json"),
        (["analyze", "net.onnx"], 'a network, not a problem; name it in a problem file, "network": {"onnx"'),
        (["analyze", "p.json", "--beta", "much"], "'much' is not a number"),
        (["analyze", "p.json", "--unit", "hartley"], "'hartley' is no unit here"),
        (
            ["evaluate", "p.json"],
            "Missing option '--at'; give a point such as '[\"1/3\", 2]', or the path of a .npy file",
        ),
        (["evaluate", "p.json", "--at", "[1, 2, 3]"], "a point of 3 coordinates for a network of 2 inputs"),
        (["evaluate", "p.json", "--at", "[1, 2"], "point '[1, 2'"),
        (["evaluate", "gone.onnx", "--at", "[1]"], "gone.onnx"),
        (
            ["evaluate", "net.nnet", "--at", "[1]"],
            "net.nnet: .nnet files are not read yet; convert the network to ONNX",
        ),
        (["analyze", "net.nnet"], "net.nnet: .nnet files are not read yet; convert the network to ONNX"),
        (["verify", "s99.nothing"], "'s99.nothing': there is no such claim"),
        (["verify", "gone.py"], "gone.py: there is no such file"),
        (["verify", "--seed", "-1"], "-1"),
    ],
)
def test_bad_usage_is_one_line_and_status_two(run, arguments: list[str], words: str):
    status, out, err = run(*arguments, p=FIG3)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert "Traceback" not in err
