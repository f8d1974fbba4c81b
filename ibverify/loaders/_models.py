"""The structure of a problem file, built from the folders of distributions, activations and readouts.

Main results: `validated`, `validated_readout`; `problem_type`, whose schema `ibverify.loaders.schema` writes.
"""

from __future__ import annotations

import importlib
from functools import cache
from types import ModuleType
from typing import Annotated, Any

from flint import fmpq
from pydantic import Field, TypeAdapter, ValidationError, WrapValidator

from ibverify import activations, distributions, readouts
from ibverify.distributions._chart import MAX_DIMENSION
from ibverify.errors import ProblemError, shown
from ibverify.exact import Value
from ibverify.exact.grammar import parse_value
from ibverify.loaders._kinds import Parameters, by_field, cause, described, either, leaf, list_of, named_leaf, object_of
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._text import has_surrogates
from ibverify.problem import QUANTITIES

FORMAT = "ibverify-problem/1"


def validated(data: object, parameters: Parameters) -> dict[str, Any]:
    """The fields of a problem, numbers and values read. Raises `InputError` for the first that is wrong."""
    fields: dict[str, Any] = _read(problem_type(), data, parameters)
    return fields


def validated_readout(data: object) -> dict[str, Any] | None:
    """The same for a readout alone."""
    fields: dict[str, Any] | None = _read(TypeAdapter(readout_kind()), data, {})
    return fields


def _read(kind: TypeAdapter[Any], data: object, parameters: Parameters) -> Any:
    try:
        return kind.validate_python(data, strict=True, context=parameters)
    except ValidationError as error:
        raise cause(error) from None


@cache
def problem_type() -> TypeAdapter[Any]:
    """A problem file; its parameters are the context."""
    component = object_of(
        "Component",
        f"A part of the law of (Y, X): a point, or the uniform law on a set of dimension {MAX_DIMENSION} at most.",
        required={
            "label": described(_TEXT, "The value of Y; components may share it."),
            "mass": described(_NUMBER, "The probability of this part, 0 or more; the masses sum to 1 exactly."),
        },
        choice=_choice(distributions),
    )
    half_width = f"A half width w: X is uniform on [x - w, x + w] around each row, d <= {MAX_DIMENSION}; else an atom."
    data_set = object_of(
        "DataSet",
        "The law of a row of a data set, all rows being equally likely.",
        required={
            "npz": described(_TEXT, f"A file of NumPy arrays: {_BESIDE}."),
            "x": described(_TEXT, "The name of the array of points, of shape (n, d): integers or floats, exactly."),
            "y": described(_TEXT, "The name of the array of labels, of shape (n,): integers, truth values or texts."),
        },
        optional={"box": described(_NUMBER, half_width)},
    )
    layer = object_of(
        "Layer",
        "The affine map weight x + bias, and the activation that follows.",
        required={
            "weight": described(_numbers(2), "The matrix, a row for each neuron: its shape is (n_out, n_in)."),
            "bias": described(_numbers(1), "A number for each neuron."),
            "activation": described(_TEXT, 'A name such as "relu" or "tanh"; an error lists them all.'),
        },
        optional=_activation_parameters(),
    )
    noise = _data("noise", readouts.named("noise"))
    noise_layer = object_of("NoiseLayer", "A layer that adds noise.", {"noise": described(noise, "The noise.")})
    onnx = f"An ONNX file: {_BESIDE}. A slope that it leaves out is ONNX's default as a float32, 5368709/2^29."
    of_outputs = 'An activation of its outputs, such as "softmax" where a classifier was exported with logits.'
    network_file = object_of(
        "NetworkFile",
        "A trained network.",
        required={"onnx": described(_TEXT, onnx)},
        optional={"activation": described(_TEXT, of_outputs)},
    )
    expectation = object_of(
        "Expectation",
        "Values that a layer should have; `ibverify analyze --check` has to prove them.",
        required={"layer": described(_LAYER, 'The index of a layer, 0 for the input; or "readout".')},
        optional={quantity: described(_VALUE, f"The value of {quantity}.") for quantity in QUANTITIES},
    )
    problem = object_of(
        "Problem",
        "A law of labels and inputs, a network, and what is asked of them. Numbers and values are exact.",
        required={
            "format": described(_FORMAT, "The format, with its version."),
            "input": described(either(component, data_set), "The law of (Y, X): its parts, or a data set."),
            "network": described(
                either(by_field("noise", noise_layer, layer), network_file), "The layers in order, or a file."
            ),
        },
        optional={
            "parameters": described(_parameters(_NUMBER), "Numbers by name; an interval [low, high] is for sweeps."),
            "readout": described(readout_kind(), "What is made of the outputs; null for nothing."),
            "input_noise": described(noise, "Noise that is added to the input, before the first layer."),
            "expect": described(list_of(expectation), "What the author expects."),
        },
    )
    return TypeAdapter(problem)


@cache
def readout_kind() -> Any:
    """A readout, one for each of two terms, or null."""
    readout = object_of("Readout", "What is made of the last layer.", required={}, choice=_choice(readouts))
    one = readout | None
    terms = object_of(
        "Terms",
        "A readout for each term of the functional: I(Q(X);R(L)) and I(Y;R(L)); null for no readout.",
        required={
            "compression": described(one, "The readout of the first term."),
            "precision": described(one, "The readout of the second term."),
        },
        optional={"input": described(one, "A map Q of the input, of finitely many values; null for the input.")},
    )
    return by_field("compression", terms, one)


def _text(data: Any, _: Parameters) -> str:
    if not isinstance(data, str):
        raise ProblemError("", f"{displayed(data)} is not a text", "put it in quotes")
    if has_surrogates(data):
        raise ProblemError("", f"{shown(data)} has half of a surrogate pair", "write characters of Unicode")
    return data


def _format(data: Any, _: Parameters) -> str:
    if data != FORMAT:
        raise ProblemError("", f"{displayed(data)} is not a format read here", f'write "{FORMAT}"')
    return FORMAT


def _value(data: Any, parameters: Parameters) -> Value:
    return parse_value(data) if isinstance(data, str) else Value(number(data, parameters))


def _flag(data: Any, _: Parameters) -> bool:
    if data is not True:
        raise ProblemError("", f"{displayed(data)} stands where true is expected", "write true, or leave the field out")
    return True


_MAX_LAYER = 1_000_000


def _layer_index(data: Any, _: Parameters) -> int | str:
    if data == "readout":
        return "readout"
    if isinstance(data, int | fmpq) and not isinstance(data, bool) and 0 <= data <= _MAX_LAYER and fmpq(data).q == 1:
        return int(fmpq(data).p)
    raise ProblemError("", f"{displayed(data)} is not a layer", 'give the index of a layer, from 0, or "readout"')


_BESIDE = "a relative path, inside the folder of the problem"
_TEXT = leaf(_text, {"type": "string"})
_FORMAT = leaf(_format, {"const": FORMAT})
_FLAG = leaf(_flag, {"const": True})
_LAYER = leaf(_layer_index, {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "readout"}]})
_NUMBER = named_leaf(
    "Number",
    number,
    'An exact number, best as a text: "p/q", an integer, a decimal such as "-1.25e-3", or a polynomial in `parameters` '
    'such as "1 - a**2". A JSON integer is itself, any other JSON number the double that it is: 0.1 is not "1/10".',
)
_VALUE = named_leaf(
    "Value",
    _value,
    'A value in nats, such as "log(2) - 1/20" or "oo": rationals, log(...), + - * / and integer powers **.',
)


def _numbers(depth: int | None) -> Any:
    """Numbers in lists of this depth; None is the flag true."""
    if depth is None:
        return _FLAG
    kind = _NUMBER
    for _ in range(depth):
        kind = list_of(kind)
    return kind


def _choice(folder: Any) -> dict[str, Any]:
    """The distributions, or the readouts, by name; the first line of a module says what it is."""
    modules = {name: folder.named(name) for name in folder.names()}
    return {name: described(_data(name, module), _first_line(module)) for name, module in modules.items()}


@cache
def _data(name: str, module: ModuleType) -> Any:
    """What a module takes: numbers in lists, an object of such by name, or one number by one of several names."""
    if hasattr(module, "CHOICE"):
        choice = {kind: described(_NUMBER, says) for kind, says in module.CHOICE.items()}
        return object_of(name.capitalize(), f"The size of {name}, by its law.", {}, choice=choice)
    if hasattr(module, "FIELDS"):
        fields = {field: described(_numbers(depth), says) for field, (depth, says) in module.FIELDS.items()}
        return object_of(name.capitalize(), f"The numbers of a {name}.", fields)
    return _numbers(module.DEPTH)


def _activation_parameters() -> dict[str, Any]:
    """The parameters of all activations, by name."""
    says: dict[str, list[str]] = {}
    for name in activations.names():
        module = importlib.import_module(f"{activations.__name__}.{name}")
        for parameter, default in getattr(module, "DEFAULTS", {}).items():
            says.setdefault(parameter, []).append(f"Of {name}, {default} if left out. {_first_line(module)}")
    return {parameter: described(_NUMBER, " ".join(lines)) for parameter, lines in says.items()}


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or "").partition("\n")[0]


def _parameters(one: Any) -> Any:
    """Numbers and intervals by name. They are read before the rest, which needs them: here they only have a schema."""
    pair = Field(min_length=2, max_length=2)
    return Annotated[dict[str, one | Annotated[list[one], pair]], WrapValidator(lambda data, _: data)]
