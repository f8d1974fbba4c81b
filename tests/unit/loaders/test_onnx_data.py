"""Networks that others made or trained: the folder that IBVERIFY_DATA names; without it these tests are skipped."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq

from ibverify.errors import FileError, UnsupportedNetwork
from ibverify.exact import from_float
from ibverify.loaders.onnx import load
from ibverify.network import Network, evaluate_balls

DATA = Path(os.environ["IBVERIFY_DATA"]) if "IBVERIFY_DATA" in os.environ else None
if DATA is None:
    pytest.skip("IBVERIFY_DATA is not set", allow_module_level=True)

CASES = json.loads((DATA / "onnx_cases" / "cases.json").read_text())
REFUSED = {
    "avgpool": "AveragePool",
    "batchnorm_default": "BatchNormalization",
    "batchnorm_exact": "BatchNormalization",
    "conv": "Conv",
    "conv1d": "Conv",
    "conv_group_dilation": "Conv",
    "conv_stride_pad": "Conv",
    "elu": "Elu",
    "global_avgpool": "GlobalAveragePool",
    "hard_swish": "HardSwish",
    "max_pair": "Max",
    "maxpool": "MaxPool",
    "prelu": "PRelu",
    "reduce_max": "ReduceMax",
    "sign": "Sign",
}


def rationals(numbers: Any) -> list[fmpq]:
    return [from_float(float(x)) for x in np.ravel(numbers)]


def agrees(network: Network, x: Any, y: Any, *, exact: bool) -> bool:
    """Whether the output is y, exactly, or to 1e-5 of 1 + |y|: what float32 may lose."""
    found = evaluate_balls(network, rationals(x), 100)[-1]
    expected = rationals(y)
    if exact:
        return list(found) == expected
    return all(abs(arb(a) - b) < (1 + abs(arb(b))) * arb(1e-5) for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_cases(case: dict[str, Any]):
    name = case["file"].removesuffix(".onnx")
    path = DATA / "onnx_cases" / case["file"]
    if name in REFUSED:
        with pytest.raises(UnsupportedNetwork, match=rf"^{name}.onnx: nodes .*\({REFUSED[name]}\)"):
            load(path)
        return
    network = load(path)
    with np.load(DATA / "onnx_cases" / "expected.npz") as expected:
        for x, y in zip(expected[f"{name}.x"], expected[f"{name}.y"], strict=True):
            assert agrees(network, x, y, exact=case["exact"])


@pytest.mark.parametrize("path", sorted((DATA / "trained").glob("*.onnx")), ids=lambda path: path.stem)
def test_trained_networks_have_the_weights_that_they_were_saved_with(path: Path):
    network = load(path)
    with np.load(path.with_suffix(".npz")) as saved:
        assert [each.activation.name for each in network.layers] == saved["activations"].tolist()
        for i, each in enumerate(network.layers):
            assert [x for row in each.weight for x in row] == rationals(saved[f"weight{i}"])
            assert list(each.bias) == rationals(saved[f"bias{i}"])


THIRD_PARTY = {
    "eran/ACASXU_run2a_1_1_batch_2000": (5, 7),
    "eran/ACASXU_run2a_3_3_batch_2000": (5, 7),
    "nnet/TestNetwork2": (5, 7),
    "marabou/fc1": (2, 4),
    "marabou/fc_2-2-3": (2, 2),
    "marabou/fc_matMul": (125, 2),
    "marabou/mnist2x10": (784, 3),
    "marabou/mnist5x20_leaky_relu": (784, 7),
    "marabou/test_nano_vnncomp": (1, 1),
    "marabou/test_small_vnncomp": (1, 3),
    "marabou/test_tiny_vnncomp": (1, 2),
}


@pytest.mark.parametrize(("name", "sizes"), THIRD_PARTY.items())
def test_third_party_networks(name: str, sizes: tuple[int, int]):
    network = load(DATA / "third_party" / f"{name}.onnx")
    assert (network.inputs, network.depth) == sizes
    with np.load(DATA / "third_party" / "expected.npz") as expected:
        for x, y in list(zip(expected[f"{name}.onnx.x"], expected[f"{name}.onnx.y"], strict=True))[:3]:
            assert agrees(network, x, y, exact=False)


@pytest.mark.parametrize(
    ("name", "inputs", "outputs"),
    [("multiInput_add", ("X1", "X2"), ("Y", "relu1")), ("oneInput_twoBranches", (), ("Y", "add1"))],
)
def test_third_party_networks_with_several_inputs_or_outputs(
    name: str, inputs: tuple[str, ...], outputs: tuple[str, ...]
):
    network = load(DATA / "third_party" / "marabou" / f"{name}.onnx")
    with np.load(DATA / "third_party" / "expected.npz") as expected:
        key = f"marabou/{name}.onnx"
        for i in range(20):
            x = [value for each in inputs or ("",) for value in expected[f"{key}.x.{each}".rstrip(".")][i].ravel()]
            values = evaluate_balls(network, rationals(x), 100)
            for output in outputs:
                [found] = [v for v, each in zip(values, network.layers, strict=True) if each.name == output]
                for a, b in zip(found, rationals(expected[f"{key}.y.{output}"][i]), strict=True):
                    assert abs(arb(a) - b) < (1 + abs(arb(b))) * arb(1e-5)


@pytest.mark.parametrize(
    ("name", "operators"),
    [
        ("marabou/KJ_TinyTaxiNet", r"nodes conv2d/Conv2D \(Conv\)"),
        ("marabou/cnn_max_mninst2", r"nodes conv2d_14 \(Conv\), conv2d_15 \(Conv\), .*_pooling \(MaxPool\)"),
        ("marabou/linear2-3_bn1-linear3-1", r"nodes BatchNormalization_1 \(BatchNormalization\)"),
    ],
)
def test_third_party_networks_with_other_operators(name: str, operators: str):
    with pytest.raises(UnsupportedNetwork, match=operators):
        load(DATA / "third_party" / f"{name}.onnx")


def test_a_third_party_network_that_is_wrong():
    with pytest.raises(FileError, match=r"checker refuses it: .*Gemm"):
        load(DATA / "third_party" / "refuse" / "acc_controller_3_20.onnx")
