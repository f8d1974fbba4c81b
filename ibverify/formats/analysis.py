"""The format `ibverify-analysis/1`: what `analyze --json` writes. Its types are its JSON schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, NotRequired

from flint import fmpq
from pydantic import Field
from typing_extensions import TypedDict

from ibverify.activations import Activation
from ibverify.exact import Quantity, Unit, Value, unit_named
from ibverify.exact.loglinear import LogLinear
from ibverify.information import Information
from ibverify.study.analyze import Analysis
from ibverify.study.chain import Chain
from ibverify.study.expect import Checked

FORMAT: Literal["ibverify-analysis/1"] = "ibverify-analysis/1"
MAX_CHARACTERS = 10_000


class QuantityData(TypedDict):
    """A number: `value` is its string if it is known exactly and not too long, else null."""

    value: Annotated[str | None, Field(description="In the grammar of values, or oo.")]
    exact: Annotated[bool, Field(description="Whether the number is known exactly.")]
    enclosure: NotRequired[Annotated[list[str], Field(min_length=2, max_length=2, description="Outward rounded.")]]
    reason: NotRequired[Annotated[str, Field(description="Why it is infinite, or only enclosed.")]]
    terms: NotRequired[Annotated[int, Field(description="The logarithms of a string that is too long.")]]


class LawData(TypedDict):
    """The law of a layer: the number of its atoms, and the mass on atoms, elsewhere, and by the rank of the image."""

    atoms: int | None
    atomic_mass: str
    continuous_mass: str
    dimensions: dict[str, str]


InputData = TypedDict(
    "InputData",
    {"width": int, "law": LawData | None, "H(Y)": QuantityData, "H(X)": QuantityData, "I(X;Y)": QuantityData},
)
InputData.__doc__ = "The input, and the label."


class LossData(TypedDict):
    """What the bounds (24) lose at a layer; `decoder` is null where the output is no function of it."""

    index: int
    decoder: QuantityData | None
    rule: QuantityData


ChainData = TypedDict(
    "ChainData",
    {"I(Y;Y~)": QuantityData, "C(Q)": QuantityData, "H(Y) - C(Q)": QuantityData, "losses": list[LossData]},
)
ChainData.__doc__ = "The bounds (24) for the last layer Y~, whose outputs are read as the probabilities Q."


FoundData = TypedDict(
    "FoundData",
    {
        "width": int,
        "law": LawData | None,
        "information_dimension": QuantityData,
        "H(L)": QuantityData,
        "I(X;L)": QuantityData,
        "I(Y;L)": QuantityData,
        "IB": NotRequired[QuantityData],
        "chain": NotRequired[ChainData],
    },
)
FoundData.__doc__ = "The information of a layer, or of the readout; `law` is null if not known, `chain` of a soft one."


class LayerData(FoundData):
    """A layer; 1 is the first. `activation` has a name, and parameters if there are any."""

    index: int
    name: str | None
    activation: dict[str, str]


class ReadoutData(FoundData):
    """The readout, with the fields of a layer but for its activation."""

    index: Literal["readout"]
    name: None


class ExpectData(TypedDict):
    """An expectation of the problem, in nats, with its outcome."""

    layer: int | str
    quantity: str
    expected: str
    outcome: Literal["proved", "refuted", "unknown"]


class AnalysisData(TypedDict):
    """What `ibverify analyze --json` writes."""

    format: Literal["ibverify-analysis/1"]
    unit: Unit
    beta: NotRequired[str]
    input: InputData
    layers: list[LayerData]
    readout: ReadoutData | None
    expect: NotRequired[list[ExpectData]]


def analysis_to_dict(
    analysis: Analysis,
    *,
    unit: str = "nat",
    beta: fmpq | None = None,
    full: bool = False,
    checked: Sequence[Checked] | None = None,
) -> AnalysisData:
    """The analysis as plain dicts. Value strings above `MAX_CHARACTERS` become null with their number of terms,
    unless `full`. Raises `InputError` for an unknown unit."""
    named = unit_named(unit)

    def found_data(found: Information) -> FoundData:
        data: FoundData = {
            "width": found.width,
            "law": law_to_dict(found),
            "information_dimension": quantity(found.information_dimension, "nat", full=full),
            "H(L)": quantity(found.entropy, named, full=full),
            "I(X;L)": quantity(found.compression, named, full=full),
            "I(Y;L)": quantity(found.precision, named, full=full),
        }
        if beta is not None:
            data["IB"] = quantity(found.functional(beta), named, full=full)
        return data

    source, readout = analysis.input, analysis.readout
    layers = zip(analysis.network.layers, analysis.layers, strict=True)
    data: AnalysisData = {
        "format": FORMAT,
        "unit": named,
        "input": {
            "width": source.width,
            "law": law_to_dict(source),
            "H(Y)": quantity(analysis.label_entropy, named, full=full),
            "H(X)": quantity(source.entropy, named, full=full),
            "I(X;Y)": quantity(source.precision, named, full=full),
        },
        "layers": [
            {"index": i, "name": each.name, "activation": activation_to_dict(each.activation), **found_data(found)}
            for i, (each, found) in enumerate(layers, start=1)
        ],
        "readout": None if readout is None else {"index": "readout", "name": None, **found_data(readout)},
    }
    if data["readout"] is not None and analysis.chain is not None:
        data["readout"]["chain"] = _chain(analysis.chain, analysis.label_entropy, named, full=full)
    if beta is not None:
        data["beta"] = str(beta)
    if checked is not None:
        data["expect"] = [_checked(each) for each in checked]
    return data


def _chain(chain: Chain, label_entropy: Value, unit: Unit, *, full: bool) -> ChainData:
    def written(value: Value) -> QuantityData:
        return quantity(value, unit, full=full)

    of_q = chain.cross_entropy
    bound: QuantityData = (
        {"value": "-oo", "exact": True, "reason": of_q.reason or ""}
        if of_q.is_infinite
        else written(label_entropy - of_q)
    )
    losses: list[LossData] = [
        {"index": i, "decoder": None if loss is None else written(loss), "rule": written(chain.rule)}
        for i, loss in enumerate(chain.decoder, start=1)
    ]
    return {"I(Y;Y~)": written(chain.output), "C(Q)": written(of_q), "H(Y) - C(Q)": bound, "losses": losses}


def _checked(each: Checked) -> ExpectData:
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


def quantity(value: Value, unit: Unit, *, full: bool) -> QuantityData:
    """A value as `{"value", "exact", "enclosure", "reason"}`; `terms` stands for a string that is too long."""
    shown = Quantity(value, unit)
    found: QuantityData = {"value": None, "exact": value.is_exact}
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


def law_to_dict(found: Information) -> LawData | None:
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
