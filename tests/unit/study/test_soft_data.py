"""The chain of Sec. 9 for a classifier that was trained on data, beside floats; without IBVERIFY_DATA it is skipped."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from scipy.special import log_softmax
from scipy.stats import entropy

import ibverify as ib


@pytest.mark.skipif("IBVERIFY_DATA" not in os.environ, reason="IBVERIFY_DATA is not set")
def test_a_softmax_classifier_of_iris(tmp_path):
    data = Path(os.environ["IBVERIFY_DATA"])
    trained, flowers = np.load(data / "trained/iris_4-8-3.npz"), np.load(data / "datasets/iris.npz")
    np.savez(tmp_path / "iris.npz", x=flowers["x"], y=flowers["y"])
    layers, hidden = [], flowers["x"]
    for i, activation in enumerate(("relu", "softmax")):
        weight, bias = trained[f"weight{i}"].astype(float), trained[f"bias{i}"].astype(float)
        hidden = (np.maximum(hidden, 0) if i else hidden) @ weight.T + bias
        exact = {"weight": [list(map(exactly, row)) for row in weight], "bias": list(map(exactly, bias))}
        layers.append({**exact, "activation": activation})
    problem = {
        "format": "ibverify-problem/1",
        "input": {"npz": "iris.npz", "x": "x", "y": "y"},
        "network": layers,
        "readout": {"soft": True},
    }
    (tmp_path / "iris.json").write_text(json.dumps(problem))
    analysis = ib.analyze(ib.load_problem(tmp_path / "iris.json")).analysis
    logs, labels = log_softmax(hidden, axis=1), flowers["y"]
    shares = np.exp(logs)
    decided = entropy(shares.mean(axis=0))
    given = np.mean([entropy(shares[labels == y].mean(axis=0)) for y in range(3)])
    assert analysis.readout is not None
    assert analysis.chain is not None
    assert float(analysis.readout.compression) == pytest.approx(decided - np.mean(entropy(shares, axis=1)))
    assert float(analysis.readout.precision) == pytest.approx(decided - given)
    assert float(analysis.chain.cross_entropy) == pytest.approx(-np.mean(logs[np.arange(150), labels]))
    assert analysis.chain.cross_entropy > "1/26"


def exactly(x: float) -> str:
    return str(Fraction(x))
