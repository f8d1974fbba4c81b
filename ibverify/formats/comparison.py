"""The format `ibverify-comparison/1`: what `compare --json` writes. Its types are its JSON schema."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias

from flint import fmpq
from pydantic import Field
from typing_extensions import TypedDict

from ibverify.exact import Value
from ibverify.formats.analysis import MAX_CHARACTERS, QuantityData, quantity
from ibverify.information import Information
from ibverify.study.compare import Comparison, Piece
from ibverify.study.quotient import Quotient

FORMAT: Literal["ibverify-comparison/1"] = "ibverify-comparison/1"

OrderName: TypeAlias = Literal["A smaller", "equal", "B smaller", "unknown", "not compared"]

SideData = TypedDict(
    "SideData",
    {"I(X;L)": QuantityData, "I(Y;L)": QuantityData, "IB": NotRequired[QuantityData]},
)
SideData.__doc__ = "The information of one of the two, at its readout or its last layer."

PieceData = TypedDict(
    "PieceData",
    {
        "from": QuantityData,
        "to": QuantityData,
        "closed": Annotated[list[bool], Field(min_length=2, max_length=2, description="Whether an end belongs to it.")],
        "outcome": OrderName,
    },
)
PieceData.__doc__ = "An interval of beta, and which functional is smaller there."

ComparisonData = TypedDict(
    "ComparisonData",
    {
        "format": Literal["ibverify-comparison/1"],
        "unit": Literal["nat"],
        "A": SideData,
        "B": SideData,
        "I(X;L)": OrderName,
        "I(Y;L)": OrderName,
        "betas": Annotated[list[PieceData], Field(description="All of (0, oo), in order.")],
        "beta": NotRequired[str],
        "IB": NotRequired[OrderName],
    },
)
ComparisonData.__doc__ = "What `ibverify compare --json` writes."


def comparison_to_dict(comparison: Comparison, *, beta: fmpq | None = None, full: bool = False) -> ComparisonData:
    """The comparison as plain dicts; values that are too long become null unless `full`, as in an analysis.

    Raises `InputError` for a beta that is not positive.
    """
    data: ComparisonData = {
        "format": FORMAT,
        "unit": "nat",
        "A": _side(comparison.first, beta, full=full),
        "B": _side(comparison.second, beta, full=full),
        "I(X;L)": comparison.compression.value,
        "I(Y;L)": comparison.precision.value,
        "betas": [_piece(piece, full=full) for piece in comparison.betas],
    }
    if beta is not None:
        data["beta"] = str(beta)
        data["IB"] = comparison.at(beta).value
    return data


def _side(found: Information, beta: fmpq | None, *, full: bool) -> SideData:
    data: SideData = {
        "I(X;L)": quantity(found.compression, "nat", full=full),
        "I(Y;L)": quantity(found.precision, "nat", full=full),
    }
    if beta is not None:
        data["IB"] = quantity(found.functional(beta), "nat", full=full)
    return data


def _piece(piece: Piece, *, full: bool) -> PieceData:
    zero, infinity = quantity(Value(0), "nat", full=full), QuantityData(value="oo", exact=True)
    return {
        "from": zero if piece.low is None else quotient_to_dict(piece.low, full=full),
        "to": infinity if piece.high is None else quotient_to_dict(piece.high, full=full),
        "closed": [piece.closed and piece.low is not None, piece.closed and piece.high is not None],
        "outcome": piece.order.value,
    }


def quotient_to_dict(found: Quotient, *, full: bool) -> QuantityData:
    """An end as a quantity; `terms` stands for a string that is too long, and counts the logarithms of both forms."""
    if found.value is not None:
        return quantity(found.value, "nat", full=full)
    text = str(found)
    data: QuantityData = {"value": text, "exact": True, "enclosure": list(found.enclosure())}
    if len(text) > MAX_CHARACTERS and not full:
        data["value"] = None
        data["terms"] = len(found.numerator.normal.logs) + len(found.denominator.normal.logs)
    return data
