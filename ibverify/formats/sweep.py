"""The format `ibverify-sweep/1`: what `sweep --json` writes. Its types are its JSON schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NotRequired, TypeAlias

from flint import fmpq, fmpq_mpoly_ctx
from pydantic import Field
from typing_extensions import TypedDict

from ibverify.exact import Value
from ibverify.exact.algebraic import Algebraic
from ibverify.exact.formula import Formula
from ibverify.exact.isolated import Number
from ibverify.exact.parametric import polynomial_text
from ibverify.exact.rational import integer_row
from ibverify.formats.analysis import MAX_CHARACTERS, QuantityData, quantity
from ibverify.study.formulas import closed_form
from ibverify.study.infimum import Attained, Infimum, infimum
from ibverify.study.sweep import Sweep, Terms
from ibverify.study.sweep_plane import Edge, PlaneSweep, row_text

FORMAT: Literal["ibverify-sweep/1"] = "ibverify-sweep/1"

Relation: TypeAlias = Literal["<", "<=", "==", ">=", ">"]


class RootData(TypedDict):
    """An irrational number: the one root of a formula in the parameter that lies between two rationals."""

    root_of: str
    between: Annotated[list[str], Field(min_length=2, max_length=2)]


class ConditionData(RootData):
    """That a parameter is below, at or above an irrational number."""

    parameter: str
    relation: Relation


PlaceData: TypeAlias = str | RootData
ValueData: TypeAlias = str | QuantityData

FormulaPieceData = TypedDict(
    "FormulaPieceData",
    {
        "from": PlaceData,
        "to": PlaceData,
        "closed": Annotated[list[bool], Field(min_length=2, max_length=2, description="Whether an end belongs to it.")],
        "I(X;L)": ValueData,
        "I(Y;L)": ValueData,
        "IB": NotRequired[ValueData],
    },
)
FormulaPieceData.__doc__ = "An interval of the parameter, with the formulas there."

SinglePointData = TypedDict(
    "SinglePointData", {"at": PlaceData, "I(X;L)": ValueData, "I(Y;L)": ValueData, "IB": NotRequired[ValueData]}
)
SinglePointData.__doc__ = "A value of the parameter at which no piece has the values; those there."

CellData = TypedDict(
    "CellData",
    {
        "where": Annotated[list[str | ConditionData], Field(description="Conditions, all of which hold there.")],
        "I(X;L)": ValueData,
        "I(Y;L)": ValueData,
        "IB": NotRequired[ValueData],
    },
)
CellData.__doc__ = "An open cell, a part of an edge, or a vertex, with the formulas there."


AttainedData = TypedDict(
    "AttainedData",
    {
        "from": PlaceData,
        "to": PlaceData,
        "closed": Annotated[list[bool], Field(min_length=2, max_length=2, description="Whether an end belongs to it.")],
    },
)
AttainedData.__doc__ = "An interval on which the infimum is attained; one value, if its ends are equal."


class ApproachedData(TypedDict):
    """A value that the parameter tends to, from one side, where the functional tends to its infimum."""

    approaches: PlaceData
    side: Literal["left", "right"]


class InfimumData(TypedDict):
    """The infimum of the functional over the interval; `attained` is null, and `proved` false, where places tie."""

    value: ValueData
    attained: bool | None
    proved: Annotated[bool, Field(description="Whether it is proved that all of the places have the infimum.")]
    places: list[AttainedData | ApproachedData]


class LineSweepData(TypedDict):
    """One parameter: pieces and points, each from left to right; together they cover the interval."""

    format: Literal["ibverify-sweep/1"]
    unit: Literal["nat"]
    parameter: str
    beta: NotRequired[str]
    pieces: list[FormulaPieceData]
    points: list[SinglePointData]
    infimum: NotRequired[InfimumData]


class PlaneSweepData(TypedDict):
    """Two parameters: open cells, then edges, then vertices; together they cover the rectangle."""

    format: Literal["ibverify-sweep/1"]
    unit: Literal["nat"]
    parameters: Annotated[list[str], Field(min_length=2, max_length=2)]
    beta: NotRequired[str]
    cells: list[CellData]


SweepData: TypeAlias = Annotated[
    LineSweepData | PlaneSweepData, Field(description="What `ibverify sweep --json` writes.")
]


def sweep_to_dict(
    found: Sweep | PlaneSweep, *, beta: fmpq | None = None, full: bool = False
) -> LineSweepData | PlaneSweepData:
    """The sweep as plain dicts, its values as strings, in nats; with a beta, the functional "IB" and its infimum, too.

    A value that is only enclosed is a quantity as in an analysis; so is, unless `full`, one whose string is longer than
    `MAX_CHARACTERS`. Raises `InputError` for a beta that is not positive.
    """
    data = _line(found, beta, full) if isinstance(found, Sweep) else _plane(found, beta, full)
    if beta is not None:
        data["beta"] = str(beta)
    return data


def values(terms: Terms, beta: fmpq | None) -> dict[str, Value]:
    """The values by the names that they have here."""
    found = {"I(X;L)": terms.compression, "I(Y;L)": terms.precision}
    return found if beta is None else found | {"IB": terms.functional(beta)}


def _line(found: Sweep, beta: fmpq | None, full: bool) -> LineSweepData:
    name = found.parameter
    pieces: list[Any] = [  # a TypedDict is not made of another and more keys
        {
            "from": place(piece.start, name),
            "to": place(piece.end, name),
            "closed": list(piece.closed),
            **_values(piece.terms, beta, full),
        }
        for piece in found.pieces
    ]
    points: list[Any] = [{"at": place(point.at, name), **_values(point.terms, beta, full)} for point in found.points]
    data: LineSweepData = {"format": FORMAT, "unit": "nat", "parameter": name, "pieces": pieces, "points": points}
    if beta is not None:
        data["infimum"] = _infimum(infimum(found, beta), full)
    return data


def _infimum(found: Infimum, full: bool) -> InfimumData:
    places: list[Any] = [
        {"from": place(at.start, found.parameter), "to": place(at.end, found.parameter), "closed": list(at.closed)}
        if isinstance(at, Attained)
        else {"approaches": place(at.at, found.parameter), "side": "right" if at.side > 0 else "left"}
        for at in found.places
    ]
    return {
        "value": _value(found.value, full),
        "attained": found.is_attained,
        "proved": found.is_proved,
        "places": places,
    }


def _plane(found: PlaneSweep, beta: fmpq | None, full: bool) -> PlaneSweepData:
    names = found.parameters
    cells: list[Any] = [
        {"where": [f"{row_text(row, names)} > 0" for row in cell.polygon.halfspaces], **_values(cell.terms, beta, full)}
        for cell in found.cells
    ]
    for edge in found.edges:
        cells += ({"where": where, **_values(terms, beta, full)} for where, terms in _along(edge, names))
    cells += (
        {
            "where": [_condition(name, "==", Algebraic.of(x)) for name, x in zip(names, corner.at, strict=True)],
            **_values(corner.terms, beta, full),
        }
        for corner in found.corners
    )
    return {"format": FORMAT, "unit": "nat", "parameters": list(names), "cells": cells}


def _along(edge: Edge, names: tuple[str, str]) -> Iterator[tuple[list[str | ConditionData], Terms]]:
    """The parts of an edge. Its ends are corners, and belong to none."""
    along = edge.sweep
    line = f"{row_text(edge.line, names)} == 0"
    first, last = along.pieces[0].start, along.pieces[-1].end
    for piece in along.pieces:
        low: Relation = ">=" if piece.closed[0] and piece.start != first else ">"
        high: Relation = "<=" if piece.closed[1] and piece.end != last else "<"
        ends = _condition(along.parameter, low, piece.start), _condition(along.parameter, high, piece.end)
        yield [line, *ends], piece.terms
    for point in along.points:
        if point.at not in (first, last):
            yield [line, _condition(along.parameter, "==", point.at)], point.terms


def _condition(name: str, relation: Relation, at: Algebraic) -> str | ConditionData:
    """That a parameter stands in this relation to a number."""
    if at.rational is None:
        return {"parameter": name, "relation": relation, **_root(at, name)}
    return f"{row_text(integer_row([fmpq(1), -at.rational]), (name,))} {relation} 0"


def place(at: Number, name: str) -> PlaceData:
    """A number as its string, if it has a closed form, or as the root that it is."""
    return closed_form(at) or _root(at, name)


def _root(at: Number, name: str) -> RootData:
    if isinstance(at, Algebraic):
        row = enumerate(integer_row(at.polynomial))
        coefficients: dict[tuple[int, ...], fmpq] = {(power,): fmpq(c) for power, c in row}
        text = polynomial_text(fmpq_mpoly_ctx.get([name], "lex").from_dict(coefficients))
    else:
        text = str(at.formula)
    return {"root_of": text, "between": [str(end) for end in at.isolating()]}


def _values(terms: Terms, beta: fmpq | None, full: bool) -> dict[str, ValueData]:
    return {name: _value(value, full) for name, value in values(terms, beta).items()}


def _value(value: Value, full: bool) -> ValueData:
    """The string of an exact value; a quantity in the place of one that is too long, or is not known exactly."""
    text = str(value)
    if value.is_exact and (full or len(text) <= MAX_CHARACTERS):
        return text
    if isinstance(value.content, Formula):
        return {"value": None, "exact": True, "terms": len(value.content.normal.logs)}
    return quantity(value, "nat", full=full)
