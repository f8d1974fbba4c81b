"""`ibverify compare`, as a shell would call it."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flint import fmpq

from ibverify.cli import main
from ibverify.cli._comparison import comparison_text
from ibverify.exact import Value, between
from ibverify.information import Information
from ibverify.study.compare import compare_functionals

LEVELS: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "input": [
        {"label": "0", "mass": "1/4", "atom": ["0"]},
        {"label": "1", "mass": "1/4", "atom": ["1"]},
        {"label": "0", "mass": "1/4", "atom": ["2"]},
        {"label": "1", "mass": "1/4", "atom": ["3"]},
    ],
    "network": [{"weight": [["1"]], "bias": ["0"], "activation": "identity"}],
}
CONSTANT = {**LEVELS, "network": [{"weight": [["0"]], "bias": ["0"], "activation": "identity"}]}
SEGMENT = {**LEVELS, "input": [{"label": "0", "mass": "1", "box": [["0", "1"]]}]}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name, data in (("levels", LEVELS), ("constant", CONSTANT), ("segment", SEGMENT)):
        Path(f"{name}.json").write_text(json.dumps(data))

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(["compare", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_the_verdict_is_a_table_and_a_sentence(run):
    """(c, p) is (log 4, log 2) for the identity on four points of two labels, (0, 0) for a constant."""
    assert run("levels.json", "constant.json") == (
        0,
        """\
   I(X;L)                  I(Y;L)
A  2*log(2) = 1.386294...  log(2) = 0.6931471...
B  0                       0
   B smaller               B smaller

The functional I(X;L) - beta I(Y;L) is smaller in B if beta < beta*, equal if beta = beta*, \
smaller in A if beta > beta*.
beta* = 2
""",
        "",
    )


def test_one_beta(run):
    status, out, _ = run("levels.json", "constant.json", "--beta", "2.5")
    assert status == 0
    assert "IB, beta = 5/2" in out
    assert out.endswith("The functional I(X;L) - beta I(Y;L) is smaller in A if beta = 5/2.\n")


def test_a_problem_is_no_better_than_itself(run):
    _, out, _ = run("levels.json", "levels.json")
    assert out.endswith("is equal for every beta > 0.\n")


def test_the_readout_is_compared_where_there_is_one(run):
    """At the level 3/2 two labels are mixed evenly on either side: log 2 of compression and no prediction."""
    decided = copy.deepcopy(LEVELS) | {"readout": {"threshold": "3/2"}}
    Path("decided.json").write_text(json.dumps(decided))
    _, out, _ = run("decided.json", "constant.json")
    assert out.splitlines()[1].split() == ["A", "log(2)", "=", "0.6931471...", "0"]
    assert out.endswith("is smaller in B for every beta > 0.\n")


def test_infinity_is_said(run):
    _, out, _ = run("segment.json", "segment.json")
    assert "is infinite in both, and not compared for any beta > 0.\n" in out
    for name in "AB":
        assert f"\n{name}: I(X;L) is infinite: the continuous part of mass 1 has dimension 1\n" in out
    _, out, _ = run("segment.json", "levels.json", "--beta", "1000")
    assert "is smaller in B if beta = 1000.\n" in out


def test_json(run):
    status, out, _ = run("levels.json", "constant.json", "--json", "--beta", "2")
    found = json.loads(out)
    assert (status, found["format"], found["beta"], found["IB"]) == (0, "ibverify-comparison/1", "2", "equal")
    assert [piece["outcome"] for piece in found["betas"]] == ["B smaller", "equal", "A smaller"]


def test_one_of_two_may_be_standard_input(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CONSTANT).encode())))
    status, out, _ = run("levels.json", "-")
    assert (status, "\nbeta* = 2\n" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-", "-"], "standard input holds one problem, not two; give the path of a file for one of them"),
        (["levels.json"], "Missing argument 'B.json'"),
        (["levels.json", "gone.json"], "gone.json"),
        (["levels.json", "constant.json", "--beta", "0"], "'0' is not positive; give a beta > 0"),
        (["levels.json", "constant.json", "--beta", "0", "--json"], "'0' is not positive"),
        (["levels.json", "constant.json", "--beta", "log(2)"], "'log(2)' is not a number"),
    ],
)
def test_bad_usage_is_one_line_and_status_two(run, arguments: list[str], words: str):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def verdict(compression: Value, precision: Value, *, full: bool = False) -> str:
    """What is said of these values against (0, 0)."""
    sides = [Information(1, None, None, Value(0), c, c, p) for c, p in ((compression, precision), (Value(0), Value(0)))]
    text = comparison_text(compare_functionals(*sides), None, full=full)
    return text.partition("The functional I(X;L) - beta I(Y;L) is ")[2]


@pytest.mark.parametrize(
    ("precision", "full", "shown"),
    [
        ("log(3)", False, "log(2)/log(3) = 0.6309297..."),
        ("1/2", False, "2*log(2) = 1.386294..."),
        ("log(30030)", False, "0.06723088... (exact: --full)"),
        ("log(2310)", True, "log(2)/(log(2) + log(3) + log(5) + log(7) + log(11)) = 0.08949605..."),
    ],
)
def test_a_threshold_is_shown_as_values_are(precision: str, full: bool, shown: str):
    """log 2 over this: its string and seven digits, cut; a long string only in full."""
    assert verdict(Value("log(2)"), Value(precision), full=full).endswith(f"\nbeta* = {shown}")


def test_what_is_unknown_is_rounded_outwards():
    """The threshold lies in [1/3, 2/3], or nowhere."""
    unknown = verdict(Value("1/3"), between(fmpq(1, 2), fmpq(1), "no closed form"))
    assert unknown.startswith(
        "smaller in B if beta < 0.3333333, not decided if 0.3333333 <= beta <= 0.6666667, "
        "smaller in A if beta > 0.6666667.\n"
    )
    assert unknown.endswith("\nA: I(Y;L) is only enclosed: no closed form")
    assert verdict(Value(0), between(fmpq(0), fmpq(1), "")).startswith("not decided for any beta > 0.\n")


FAIR = {**LEVELS, "input": [{"label": y, "mass": "1/2", "box": [[y, str(int(y) + 1)]]} for y in ("0", "1")]}
IDENTITY = {"weight": [["1"]], "bias": ["-1"], "activation": "identity"}
NOISY = {**FAIR, "parameters": {"e": ["1/100", "1"]}, "network": [IDENTITY], "readout": {"noise": {"uniform": "e"}}}
COIN = {**FAIR, "network": [IDENTITY], "readout": {"quantizer": {"levels": 3, "range": ["-1", "1"]}}}


def test_a_parameter(run):
    """I(Y;L + N) = log 2 - e/2 against log(2)*2/3, for X uniform on [-1, 1], its sign, and three equal bins."""
    Path("noisy.json").write_text(json.dumps(NOISY))
    Path("coin.json").write_text(json.dumps(COIN))
    status, out, _ = run("noisy.json", "coin.json", "--beta", "2")
    assert status == 0
    lines = [line.split(maxsplit=1) for line in out.splitlines()]
    assert lines[4] == ["I(Y;L)", "B smaller  if 1/100 <= e < 2/3*log(2)"]
    assert [line[0] for line in lines[4:]] == ["I(Y;L)", "equal", "A", "IB,", "equal", "A"]
    _, out, _ = run("noisy.json", "coin.json", "--json")
    found = json.loads(out)
    assert (found["format"], found["parameter"], "IB" in found) == ("ibverify-crossing/1", "e", False)
    assert [span["outcome"] for span in found["I(Y;L)"]] == ["B smaller", "equal", "A smaller"]
    assert found["I(Y;L)"][1] == {"from": "2/3*log(2)", "to": "2/3*log(2)", "closed": [True, True], "outcome": "equal"}
    _, out, _ = run("coin.json", "noisy.json", "--json", "--beta", "1/2")
    mirrored = json.loads(out)
    assert [span["outcome"] for span in mirrored["I(Y;L)"]] == ["A smaller", "equal", "B smaller"]
    assert mirrored["beta"] == "1/2"
    assert len(mirrored["IB"]) == 3


@pytest.mark.parametrize(
    ("parameters", "options", "words"),
    [
        ({"e": ["1/100", "1/2"]}, [], "the intervals are e in [1/100, 1/2] and e in [1/100, 1]; give both files one"),
        ({"d": ["1/100", "1"], "e": "1/2"}, [], "the intervals are d in [1/100, 1] and e in [1/100, 1]"),
        ({"d": ["0", "1"], "e": ["1/100", "1"]}, [], "d and e are intervals; give all but one of them a value"),
        ({"e": ["-1", "1"]}, [], "the intervals are"),
        ({"e": ["1/100", "1"]}, ["--beta", "-1"], "'-1' is not positive"),
    ],
)
def test_families_that_are_not_compared(run, parameters, options, words):
    for name, data in (("one", NOISY), ("two", {**NOISY, "parameters": parameters})):
        Path(f"{name}.json").write_text(json.dumps(data))
    status, out, err = run("one.json", "two.json", *options)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_what_fails_in_a_family_names_its_file(run):
    wide = {**NOISY, "parameters": {"e": ["-1", "1"]}}
    Path("wide.json").write_text(json.dumps(wide))
    status, _, err = run("levels.json", "wide.json")
    assert status == 2
    assert err.startswith("ibverify: wide.json: ")
