"""The format `ibverify-analysis/1`: what `analyze --json` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flint import fmpq

from ibverify.activations import Activation
from ibverify.exact import Quantity, Value
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.units import Unit
from ibverify.information import Information
from ibverify.study.analyze import Analysis
from ibverify.study.expect import Checked

FORMAT = "ibverify-analysis/1"
MAX_CHARACTERS = 10_000


def analysis_to_dict(
    analysis: Analysis,
    *,
    unit: Unit = "nat",
    beta: fmpq | None = None,
    full: bool = False,
    checked: Sequence[Checked] | None = None,
) -> dict[str, Any]:
    """The analysis as plain dicts. Value strings above `MAX_CHARACTERS` become null with their number of terms,
    unless `full`."""

    def layer(found: Information) -> dict[str, Any]:
        return {
            "width": found.width,
            "law": law_to_dict(found),
            "information_dimension": _dimension(found),
            "H(L)": quantity(found.entropy, unit, full=full),
            "I(X;L)": quantity(found.compression, unit, full=full),
            "I(Y;L)": quantity(found.precision, unit, full=full),
            **({} if beta is None else {"IB": quantity(found.functional(beta), unit, full=full)}),
        }

    source = analysis.input
    return {
        "format": FORMAT,
        "unit": unit,
        **({} if beta is None else {"beta": str(beta)}),
        "input": {
            "width": source.width,
            "law": law_to_dict(source),
            "H(Y)": quantity(analysis.label_entropy, unit, full=full),
            "H(X)": quantity(source.entropy, unit, full=full),
            "I(X;Y)": quantity(source.precision, unit, full=full),
        },
        "layers": [
            {"index": i, "name": each.name, "activation": activation_to_dict(each.activation), **layer(found)}
            for i, (each, found) in enumerate(zip(analysis.network.layers, analysis.layers, strict=True), start=1)
        ],
        "readout": None if analysis.readout is None else layer(analysis.readout),
        **({} if checked is None else {"expect": [_checked(each) for each in checked]}),
    }


def _checked(each: Checked) -> dict[str, Any]:
    """An expectation, in nats, with its outcome: proved, refuted or unknown."""
    expected = each.expectation
    return {
        "layer": expected.layer,
        "quantity": expected.quantity,
        "expected": str(expected.value),
        "outcome": each.outcome.status.value,
    }


def activation_to_dict(activation: Activation) -> dict[str, str]:
    """The name of an activation with its parameters: the slope of a leaky ReLU is always said."""
    return {"name": activation.name, **{name: str(value) for name, value in activation.parameters.items()}}


def quantity(value: Value, unit: Unit, *, full: bool) -> dict[str, Any]:
    """A value as `{"value", "exact", "enclosure", "reason"}`; `terms` stands for a string that is too long."""
    shown = Quantity(value, unit)
    found: dict[str, Any] = {"value": None, "exact": value.is_exact}
    if value.is_exact:
        text = str(shown)
        if len(text) > MAX_CHARACTERS and not full and isinstance(value.content, LogLinear):
            found["terms"] = len(value.content.normal.logs)
        else:
            found["value"] = text
    if (ends := shown.enclosure()) is not None:
        found["enclosure"] = list(ends)
    if value.reason is not None:
        found["reason"] = value.reason
    return found


def law_to_dict(found: Information) -> dict[str, Any] | None:
    """Atoms and masses of a law; null where they are not known."""
    if found.dimensions is None:
        return None
    atomic = found.dimensions.get(0, fmpq(0))
    return {
        "atoms": found.atoms,
        "atomic_mass": str(atomic),
        "continuous_mass": str(1 - atomic),
        "dimensions": _by_rank(found.dimensions),
    }


def _by_rank(dimensions: Mapping[int, fmpq]) -> dict[str, str]:
    return {str(rank): str(mass) for rank, mass in sorted(dimensions.items())}


def _dimension(found: Information) -> dict[str, Any]:
    dimension = found.information_dimension
    return {"value": None if dimension is None else str(dimension), "exact": dimension is not None}
