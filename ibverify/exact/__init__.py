"""Exact numbers: rationals, log-linear forms, values that are exact, enclosed or infinite, and their comparison."""

from ibverify.exact.compare import Outcome, Status, compare
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.rational import from_float, parse_rational, rational
from ibverify.exact.sympy_bridge import from_sympy
from ibverify.exact.units import Quantity, Unit, unit_named
from ibverify.exact.value import Between, Enclosed, Infinite, Term, Value, between, clipped, log_value, total

__all__ = [
    "Between",
    "Enclosed",
    "Infinite",
    "LogLinear",
    "Outcome",
    "Quantity",
    "Status",
    "Term",
    "Unit",
    "Value",
    "between",
    "clipped",
    "compare",
    "from_float",
    "from_sympy",
    "log_value",
    "parse_rational",
    "rational",
    "total",
    "unit_named",
]
