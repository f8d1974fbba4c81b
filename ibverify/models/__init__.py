"""Exact finite models of a kernel setting: they refute statements that do not hold for all of its laws."""

from ibverify.models.model import Model, drawable
from ibverify.models.mutants import Mutant, mutants
from ibverify.models.refutation import Counterexample, refutation
from ibverify.models.values import holds, judge, value

__all__ = [
    "Counterexample",
    "Model",
    "Mutant",
    "drawable",
    "holds",
    "judge",
    "mutants",
    "refutation",
    "value",
]
