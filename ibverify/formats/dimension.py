"""The format `ibverify-dimension/1`: what `dimension --json` writes. Its types are its JSON schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ibverify.dimension.layers import LayerDimension

FORMAT: Literal["ibverify-dimension/1"] = "ibverify-dimension/1"

Pair: TypeAlias = Annotated[list[float], Field(min_length=2, max_length=2)]


class LayerDimensionData(TypedDict):
    """A layer, 0 for the input or the samples: an estimate with its interval, or null with the `reason`.

    `because` says why the dimension is expected.
    """

    index: int
    width: int
    estimate: float | None
    confidence: Pair | None
    level: float
    expected: int | None
    agrees: bool | None
    method: str
    scales: Pair | None
    because: NotRequired[str]
    reason: NotRequired[str]


class DimensionData(TypedDict):
    """What `ibverify dimension --json` writes: estimates, never proofs."""

    format: Literal["ibverify-dimension/1"]
    layers: list[LayerDimensionData]


def dimensions_to_dict(found: Iterable[LayerDimension]) -> DimensionData:
    """The layers in order."""
    return {"format": FORMAT, "layers": [_layer(each) for each in found]}


def _layer(layer: LayerDimension) -> LayerDimensionData:
    found = layer.found
    data: LayerDimensionData = {
        "index": layer.index,
        "width": layer.width,
        "estimate": found.estimate,
        "confidence": None if found.interval is None else list(found.interval),
        "level": found.level,
        "expected": None if layer.expected is None else layer.expected.value,
        "agrees": layer.agrees,
        "method": found.method,
        "scales": None if found.scales is None else list(found.scales),
    }
    if layer.expected is not None:
        data["because"] = layer.expected.because
    if found.reason is not None:
        data["reason"] = found.reason
    return data
