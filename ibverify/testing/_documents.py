"""The laws and networks that the parts of a problem file describe, for parts that are known to be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ibverify import activations, distributions
from ibverify.exact.rational import parse_rational
from ibverify.law import Law, mixture
from ibverify.network import Layer, Network
from ibverify.problem import Problem

Document = dict[str, Any]


def law_from(components: Sequence[Document]) -> Law:
    """The law of a list of components."""
    return mixture(
        (part["label"], parse_rational(part["mass"]), distributions.named(shape).support(_numbers(part[shape])))
        for part in components
        for shape in part.keys() - {"label", "mass"}
    )


def network_from(inputs: int, layers: Sequence[Document]) -> Network:
    """The network of a list of layers."""
    return Network(inputs, tuple(_layer(layer) for layer in layers))


def problem_from(document: Document) -> Problem:
    """The problem of a law and a network."""
    law = law_from(document["input"])
    return Problem(law, network_from(law.width, document["network"]))


def _layer(layer: Document) -> Layer:
    parameters = {name: parse_rational(layer[name]) for name in layer.keys() - {"weight", "bias", "activation"}}
    activation = activations.named(layer["activation"], **parameters)
    return Layer(_numbers(layer["weight"]), _numbers(layer["bias"]), activation)


def _numbers(data: Any) -> Any:
    return parse_rational(data) if isinstance(data, str) else tuple(_numbers(entry) for entry in data)
