"""The engine against the oracle of `recheck`: exact agreement on the law of every layer, on drawn problems."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flint import fmpq
from hypothesis import example, given, settings

from ibverify.information import information
from ibverify.law import Law, push
from ibverify.law.strata import atoms
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.recheck import laws as oracle
from ibverify.testing import problem_dicts

Document = dict[str, Any]
MANY = settings(max_examples=3 * settings().max_examples)


def described(law: Law) -> Document:
    """A law in the oracle's words."""
    points = atoms(law)
    spread = {
        label: whole - sum((own.get(label, fmpq(0)) for own in points.values()), fmpq(0))
        for label, whole in law.label_masses.items()
    }
    found = information(law)
    assert found.atoms == len(points)
    return {
        "atoms": [{"at": [str(x) for x in at], "mass": spelt(own)} for at, own in points.items()],
        "continuous": spelt(spread),
        "dimensions": {str(rank): str(mass) for rank, mass in found.dimensions.items()},
    }


def spelt(masses: Mapping[str, fmpq]) -> dict[str, str]:
    return {label: str(masses[label]) for label in sorted(masses) if masses[label] != 0}


def engine(document: Document) -> list[Document]:
    problem = problem_from_dict(document, Path())
    return [described(law) for law in push(problem.network, problem.law)]


def second_route(document: Document) -> list[Document]:
    return [{key: law[key] for key in ("atoms", "continuous", "dimensions")} for law in oracle.laws(document)["layers"]]


def problem(component: Document, *network: Document) -> Document:
    return {"format": "ibverify-problem/1", "input": [{"label": "0", "mass": "1", **component}], "network": [*network]}


TIED = {"weight": [["1", "0"], ["0", "1"], ["1", "0"]], "bias": ["0", "0", "0"], "activation": "argmax"}
ON_KINK = {"weight": [["1", "-1"]], "bias": ["0"], "activation": "step"}
SQUARE = {"box": [["0", "1"], ["0", "1"]]}
DIAGONAL = {"polytope": [["0", "0"], ["1", "1"]]}


@given(problem_dicts())
@MANY
@example(problem(SQUARE, TIED))
@example(problem(DIAGONAL, ON_KINK))
def test_laws_agree(document: Document):
    """Atoms with their masses for each label, the mass without atoms, and the mass of each rank are equal."""
    assert engine(document) == second_route(document)


@given(problem_dicts(inputs=3, min_depth=2))
def test_laws_of_deep_networks_on_space_agree(document: Document):
    """The same for two layers and more on three inputs."""
    assert engine(document) == second_route(document)


def test_a_planted_slip_is_seen():
    """A slope of 1/2 taken for the default, 1/100."""
    leaky = {"weight": [["1", "1"]], "bias": ["-1/2"], "activation": "leaky_relu"}
    document = problem({"atom": ["0", "0"]}, leaky | {"slope": "1/2"})
    assert engine(document) == second_route(document)
    assert engine(document) != second_route(problem({"atom": ["0", "0"]}, leaky))


def test_the_oracle_runs_alone():
    """Isolated, without site packages; then it has the laws of the engine."""
    document = problem(SQUARE, TIED)
    command = [sys.executable, "-I", "-S", oracle.__file__]
    alone = subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, check=True)
    layers = json.loads(alone.stdout)["layers"]
    assert [{key: law[key] for key in ("atoms", "continuous", "dimensions")} for law in layers] == engine(document)
