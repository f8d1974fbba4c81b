"""The format `ibverify-crossing/1`: what `compare --json` writes where a parameter is an interval."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from ibverify.formats.comparison import OrderName
from ibverify.formats.sweep import PlaceData, place
from ibverify.study.crossing import Crossings, FamilyComparison

FORMAT: Literal["ibverify-crossing/1"] = "ibverify-crossing/1"

SpanData = TypedDict(
    "SpanData",
    {
        "from": PlaceData,
        "to": PlaceData,
        "closed": Annotated[list[bool], Field(min_length=2, max_length=2, description="Whether an end belongs to it.")],
        "outcome": OrderName,
    },
)
SpanData.__doc__ = "An interval of the parameter, or one value if its ends are equal, and which one is smaller there."

Spans: TypeAlias = Annotated[list[SpanData], Field(description="All of the interval, in order.")]

CrossingData = TypedDict(
    "CrossingData",
    {
        "format": Literal["ibverify-crossing/1"],
        "unit": Literal["nat"],
        "parameter": str,
        "I(X;L)": Spans,
        "I(Y;L)": Spans,
        "beta": NotRequired[str],
        "IB": NotRequired[Spans],
    },
)
CrossingData.__doc__ = "What `ibverify compare --json` writes where a parameter is an interval."


def crossing_to_dict(found: FamilyComparison) -> CrossingData:
    """The outcomes on the interval, for either term and for the functional if a beta was given."""
    data: CrossingData = {
        "format": FORMAT,
        "unit": "nat",
        "parameter": found.compression.parameter,
        "I(X;L)": _spans(found.compression),
        "I(Y;L)": _spans(found.precision),
    }
    if found.functional is not None:
        data["beta"] = str(found.beta)
        data["IB"] = _spans(found.functional)
    return data


def _spans(found: Crossings) -> list[SpanData]:
    return [
        {
            "from": place(span.start, found.parameter),
            "to": place(span.end, found.parameter),
            "closed": list(span.closed),
            "outcome": span.order.value,
        }
        for span in found.spans
    ]
