"""Sec. 4.2 on trained networks: I(X;L) = log|D|? The folder that IBVERIFY_DATA names; without it these are skipped.

All of {0, 1}^12 before 12-10-7-5-4-3-2. The exact counts are those of the facts that come with the data; they were
found with exact integers and with balls.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ibverify.estimators.bins import equal_bins
from ibverify.estimators.plugin import entropy

pytestmark = pytest.mark.skipif("IBVERIFY_DATA" not in os.environ, reason="IBVERIFY_DATA is not set")
FULL = math.log(4096)


def outputs(name: str, dtype: type[np.floating]) -> list[NDArray[np.floating]]:
    """The layers as floats of this type compute them, the logits last."""
    data = Path(os.environ["IBVERIFY_DATA"])
    with np.load(data / "datasets" / "var_u.npz") as arrays:
        layer = arrays["x"].astype(dtype)
    found = []
    with np.load(data / "trained" / f"{name}.npz") as arrays:
        for i, activation in enumerate(arrays["activations"].tolist()):
            layer = layer @ arrays[f"weight{i}"].astype(dtype).T + arrays[f"bias{i}"].astype(dtype)
            layer = np.tanh(layer) if activation == "tanh" else np.maximum(layer, 0) if activation == "relu" else layer
            found.append(layer)
    return found


@pytest.mark.parametrize("epoch", [0, 1, 10, 100, 1000, 8000])
def test_tanh_in_double_precision_keeps_the_data(epoch: int):
    """As over the reals: log 4096 in each layer."""
    assert [entropy(layer) for layer in outputs(f"tishby_tanh_epoch{epoch}", np.float64)] == pytest.approx([FULL] * 6)


def test_tanh_in_single_precision_does_not():
    """At the last epoch saturation merges points from the third layer to the last."""
    found = [entropy(layer) for layer in outputs("tishby_tanh_epoch8000", np.float32)]
    assert found[:4] == pytest.approx([FULL] * 4)
    assert found[-1] < FULL - 0.01


def test_relu_loses_data_in_between():
    """At epoch 10 1724 outputs are left over the reals, and log|D| holds before and long after: not throughout."""
    exact = json.loads((Path(os.environ["IBVERIFY_DATA"]) / "facts.json").read_text())
    assert "relu: exact integers" in exact["how"]["tishby"]
    early, middle, late = (outputs(f"tishby_relu_epoch{epoch}", np.float64)[-1] for epoch in (1, 10, 8000))
    assert entropy(early) == entropy(late) == pytest.approx(FULL)
    assert len(np.unique(middle, axis=0)) == 1724
    assert entropy(middle) == pytest.approx(5.504088397933 * math.log(2))


def test_bins_see_what_is_not_there():
    """Thirty bins of [-1, 1]: the last hidden layer seems to lose bits from epoch to epoch that it never loses."""
    found = [
        entropy(equal_bins(outputs(f"tishby_tanh_epoch{epoch}", np.float64)[4], 30, -1, 1)) for epoch in (100, 8000)
    ]
    assert found[1] < found[0] < FULL
