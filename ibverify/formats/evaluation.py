"""The format `ibverify-evaluation/1`: what `evaluate --json` writes. Its types are its JSON schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypeAlias

from flint import arb, fmpq
from pydantic import Field
from typing_extensions import TypedDict

from ibverify.exact.printing import decimals
from ibverify.exact.value import ball_ends
from ibverify.study.evaluate import Evaluation

FORMAT: Literal["ibverify-evaluation/1"] = "ibverify-evaluation/1"
DIGITS = 17

NeuronData: TypeAlias = str | Annotated[list[str], Field(min_length=2, max_length=2)]


class PointData(TypedDict):
    """A point and the outputs of every layer there: p/q, or two decimals that enclose the output."""

    input: list[str]
    layers: list[list[NeuronData]]


class EvaluationData(TypedDict):
    """What `ibverify evaluate --json` writes."""

    format: Literal["ibverify-evaluation/1"]
    points: list[PointData]


def evaluations_to_dict(evaluations: Iterable[Evaluation]) -> EvaluationData:
    """The points with the outputs of every layer: a string p/q per neuron, or two decimals that enclose it."""
    return {
        "format": FORMAT,
        "points": [
            {"input": [str(x) for x in e.point], "layers": [[neuron(x) for x in layer] for layer in e.layers]}
            for e in evaluations
        ],
    }


def neuron(x: fmpq | arb) -> str | list[str]:
    """A rational as its string, a ball as two decimals that enclose it."""
    if isinstance(x, fmpq):
        return str(x)
    try:
        ends = ball_ends(x)
    except ValueError:  # too large, or unknown
        return ["-oo", "oo"]
    return list(decimals(lambda _: ends, DIGITS) or ("-oo", "oo"))
