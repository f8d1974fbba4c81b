"""`ibverify dimension`, as a shell would call it, and its format."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from ibverify.cli import main
from ibverify.formats.dimension import DimensionData

ROOT = Path(__file__).resolve().parents[3]
PROBLEM: dict[str, Any] = {
    "format": "ibverify-problem/1",
    "input": [{"label": "0", "mass": "1", "box": [["0", "1"], ["0", "1"]]}],
    "network": [
        {"weight": [["1", "1/2"], ["-1", "1"]], "bias": ["0", "1/5"], "activation": "tanh"},
        {"weight": [["1", "-1"]], "bias": ["-9"], "activation": "relu"},
    ],
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("problem.json").write_text(json.dumps(PROBLEM))
    Path("noisy.json").write_text(json.dumps({**PROBLEM, "input_noise": {"uniform": "1/4"}}))
    np.save("square.npy", np.random.default_rng(0).random((2000, 2)))
    np.save("nan.npy", np.array([[0.0, 1.0], [np.nan, 2.0]]))
    np.save("empty.npy", np.empty((0, 2)))
    np.save("objects.npy", np.array([{}], dtype=object))
    np.save("words.npy", np.array(["three"]))

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_layers_of_a_problem(run):
    """The second layer is 0 everywhere, an atom; behind tanh and ReLU nothing is expected."""
    status, out, err = run("dimension", "problem.json", "--samples", "2000", "--json")
    assert (status, err) == (0, "")
    data = json.loads(out)
    assert TypeAdapter(DimensionData).validate_python(data, strict=True) == data
    assert [(each["index"], each["width"], each["expected"], each["agrees"]) for each in data["layers"]] == [
        (0, 2, 2, True),
        (1, 2, 2, True),
        (2, 1, None, None),
    ]
    assert [each.get("because") for each in data["layers"]] == ["exact law", "a density behind weights of rank 2", None]
    assert data["layers"][2]["estimate"] == 0
    low, high = data["layers"][0]["confidence"]
    assert low <= data["layers"][0]["estimate"] <= high == 2


def test_equal_seeds_give_equal_bytes(run):
    call = ("dimension", "problem.json", "--samples", "500", "--json", "--seed")
    assert run(*call, "3") == run(*call, "3") == run(*call, "3", "--jobs", "2")
    assert run(*call, "3") != run(*call, "4")


def test_samples(run):
    status, out, _ = run("dimension", "square.npy", "--level", "0.9")
    assert status == 0
    header, row, _, note = out.splitlines()
    assert header.split() == ["layer", "width", "estimate", "interval,", "0.9", "expected", "agrees", "because"]
    assert row.split()[:2] == ["0", "2"]
    assert row.split()[-3:] == ["-", "-", "-"]
    assert note == "Estimates from samples, never proofs."


def test_null_has_its_reason(run):
    status, out, _ = run("dimension", "problem.json", "--samples", "50")
    assert status == 0
    assert "layer 1: 50 points are too few, 100 are needed" in out
    status, out, _ = run("dimension", "problem.json", "--samples", "50", "--json")
    layer = json.loads(out)["layers"][1]
    assert layer["estimate"] is layer["confidence"] is layer["agrees"] is None
    assert layer["reason"] == "50 points are too few, 100 are needed"


@pytest.mark.parametrize("weight", [[["1", "0"], ["0", "1"]], [["1", "1"], ["1", "-1"]]])
def test_what_floats_merge_has_no_estimate(run, weight: list[list[str]]):
    """The input has dimension 2, and its draws lie on a line: no estimator missed it."""
    box = [["0", "1"], ["1", "10000000000000000001/10000000000000000000"]]
    network = [{"weight": weight, "bias": ["0", "0"], "activation": "identity"}]
    Path("thin.json").write_text(
        json.dumps({**PROBLEM, "input": [{"label": "0", "mass": "1", "box": box}], "network": network})
    )
    status, out, _ = run("dimension", "thin.json", "--samples", "500", "--json")
    assert status == 0
    for layer in json.loads(out)["layers"]:
        assert (layer["expected"], layer["estimate"], layer["confidence"], layer["agrees"]) == (2, None, None, None)
        assert layer["reason"].startswith("floats merge what the input tells apart: coordinate 1 goes from 1 to 1000")


def test_a_direction_that_is_flatter_than_rounding(run):
    """The input is read coordinate by coordinate; turned, the thin direction is lost, which is no disagreement."""
    box, network = [["0", "1"], ["0", "1e-10"]], [[["1", "1"], ["1", "-1"]], [["1", "0"], ["0", "0"]]]
    layers = [{"weight": weight, "bias": ["0", "0"], "activation": "identity"} for weight in network]
    Path("flat.json").write_text(
        json.dumps({**PROBLEM, "input": [{"label": "0", "mass": "1", "box": box}], "network": layers})
    )
    status, out, _ = run("dimension", "flat.json", "--samples", "500", "--json")
    assert status == 0
    found = json.loads(out)["layers"]
    assert [(each["expected"], each["agrees"]) for each in found] == [(2, True), (2, None), (1, True)]
    assert found[1]["reason"].startswith("the sample spans no more than rounding in all but 1 of 2 directions")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nan.npy",), "nan.npy: samples: row 1 has nan in column 0; leave out the rows that are not finite"),
        (("missing.npy",), "missing.npy: "),
        (("missing.json",), "missing.json: "),
        (
            ("points.csv",),
            "points.csv: neither a problem nor samples by its name; give a .json, or a .npy by numpy.save",
        ),
        (("empty.npy",), "empty.npy: samples: an array of shape (0, 2); give one point a row, at least one"),
        (("objects.npy",), "objects.npy: the file cannot be read: no array, or one of objects"),
        (("words.npy",), "words.npy: samples: an array of <U5; give integers or floats"),
        (("square.npy", "--out", "square.npy"), "Invalid value for '--out': Directory 'square.npy' is a file"),
        (("problem.json", "--samples", "100000000"), "--samples"),
        (("square.npy", "--jobs", "0"), "--jobs"),
        (("square.npy", "--level", "1"), "--level"),
        (("square.npy", "--samples", "0"), "--samples"),
        (
            ("square.npy", "--samples", "10000"),
            "--samples: 10000 draws are asked for, and a .npy file holds its samples; leave it away: all rows of "
            "square.npy are taken",
        ),
        ((), "PROBLEM.json|SAMPLES.npy"),
    ],
)
def test_errors_are_one_line(run, arguments: tuple[str, ...], words: str):
    status, out, err = run("dimension", *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert words in err


def test_noise_is_drawn(run):
    status, out, _ = run("dimension", "noisy.json", "--samples", "500", "--json")
    assert status == 0
    assert [each["expected"] for each in json.loads(out)["layers"]] == [2, 2, None]


def test_out_adds_the_plots(run):
    """The numbers stay what they are without."""
    plain = run("dimension", "problem.json", "--samples", "300")
    assert run("dimension", "problem.json", "--samples", "300", "--out", "plots") == plain
    assert sorted(path.name for path in Path("plots").iterdir()) == [
        "counts.png",
        "counts.svg",
        "profile.png",
        "profile.svg",
    ]


def test_plots_need_matplotlib(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ibverify.dimension.pictures", None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    status, _, err = run("dimension", "square.npy", "--out", "plots")
    assert status == 2
    assert err == "ibverify: --out: plots need matplotlib, which is not installed; install it, or leave --out away\n"


def test_progress_is_shown_on_a_terminal(run, monkeypatch: pytest.MonkeyPatch):
    assert run("dimension", "square.npy")[2] == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run("dimension", "square.npy")[2].endswith("\rlayer 0: 100% of the points counted\n")


def test_the_schema_is_published():
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(DimensionData).json_schema(),
    }
    published = (ROOT / "docs" / "schemas" / "dimension.schema.json").read_text()
    assert published == json.dumps(schema, indent=1) + "\n"


def test_a_broken_layer_is_no_output(run):
    data = json.loads(run("dimension", "square.npy", "--json")[1])
    data["layers"][0]["confidence"] = [1.0]
    with pytest.raises(ValidationError, match="at least 2 items"):
        TypeAdapter(DimensionData).validate_python(data)
