from __future__ import annotations

import pytest

from ibverify.errors import ProblemError
from ibverify.kernel import (
    INFINITY,
    ONE,
    ZERO,
    C,
    D,
    H,
    I,
    Statement,
    Sum,
    average,
    channel,
    function,
    log_cardinality,
    minimum,
    pullback,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.report.latex import alphabet, notation, of_difference, of_statement, of_sum, symbol, value

SETTING = setting(
    X=source(),
    Y=channel("X", finite=True),
    L=channel("X"),
    Yt=function("L"),
    Q=surrogate("Y", "Yt"),
    Q1=surrogate("Y", "Yt"),
    P=surrogate("Y", "Yt"),
    R=surrogate("Y"),
)
Q = r"Q_{Y|\tilde{Y}}"


def printed(total: Sum) -> str:
    return of_sum(total, notation(SETTING, [total]))


@pytest.mark.parametrize(
    ("name", "upper", "lower", "script"),
    [
        ("X", "X", "x", r"\mathcal{X}"),
        ("L", "L", r"\ell", r"\mathcal{L}"),
        ("L1", "L_1", r"\ell_1", r"\mathcal{L}_1"),
        ("L12", "L_{12}", r"\ell_{12}", r"\mathcal{L}_{12}"),
        ("Yt", r"\tilde{Y}", r"\tilde{y}", r"\tilde{\mathcal{Y}}"),
        ("Yhat", r"\hat{Y}", r"\hat{y}", r"\hat{\mathcal{Y}}"),
        ("Ybar_a", r"\bar{Y}_a", r"\bar{y}_a", r"\bar{\mathcal{Y}}_a"),
        ("eta", r"\eta", r"\eta", r"\eta"),
        ("decision", r"\text{decision}", r"\text{decision}", r"\text{decision}"),
        ("a_b_c", r"\text{a\_b\_c}", r"\text{a\_b\_c}", r"\text{a\_b\_c}"),
        (r"}\input{x}", r"\text{\}\textbackslash{}input\{x\}}", r"\text{\}\textbackslash{}input\{x\}}", None),
    ],
)
def test_names(name: str, upper: str, lower: str, script: str | None):
    assert symbol(name) == upper
    assert value(name) == lower
    assert script is None or alphabet(name) == script


@pytest.mark.parametrize(
    ("total", "latex"),
    [
        (ZERO, "0"),
        (ONE, "1"),
        (2 * ONE, "2"),
        (INFINITY, r"\infty"),
        (I("Y", "L"), "I(Y;L)"),
        (I("L", ["Yt", "X"], "Y"), r"I(L;X,\tilde{Y}|Y)"),
        (H("Y", ["L", "X"]), "H(Y|X,L)"),
        (log_cardinality("Y"), r"\log|\mathcal{Y}|"),
        (C("Q"), rf"C\left(P_{{Y|\tilde{{Y}}}} \,\middle\|\, {Q}\right)"),
        (C("Q1"), r"C\left(P_{Y|\tilde{Y}} \,\middle\|\, Q^{(1)}_{Y|\tilde{Y}}\right)"),
        (C("P"), r"C\left(P_{Y|\tilde{Y}} \,\middle\|\, P'_{Y|\tilde{Y}}\right)"),
        (C("R"), r"C\left(P_{Y} \,\middle\|\, R_{Y}\right)"),
        (D((), "R"), r"D\left(P_{Y} \,\middle\|\, R_{Y}\right)"),
        (D(["L", "Yt"], "Q"), rf"\mathbb{{E}}\,D\left(P_{{Y|L,\tilde{{Y}}}} \,\middle\|\, {Q}\right)"),
        (C(pullback("Q", "Yt")), r"C\left(P_{Y|L} \,\middle\|\, Q_{Y|L}\right)"),
        (3 * H("Y") + ONE, r"3\,H(Y) + 1"),
        (quantity("H2", "L"), "H^2(L)"),
        (quantity("d2", "L"), "d^2(L)"),
        (quantity("upperd2", "L"), r"\overline{d}^2(L)"),
        (quantity("d", "L"), "d(L)"),
        (minimum(quantity("width", "L"), quantity("minwidth", "X")), r"\min\{|L|,\, \min_{V \preceq X} |V|\}"),
    ],
)
def test_terms(total: Sum, latex: str):
    assert printed(total) == latex


def test_two_surrogates_never_look_the_same():
    """(22) and (25) are both given L: the second one in a text gets a prime."""
    total = C(pullback("Q", "Yt")) + C(average("Q", "Yt"))
    assert list(notation(SETTING, [total]).surrogates.values()) == [Q, "Q_{Y|L}", "Q'_{Y|L}"]


def test_surrogates_in_minima_have_symbols():
    assert Q in printed(minimum(C("Q"), H("Y")))


def test_statements_and_differences():
    by = notation(SETTING, ())
    assert of_statement(Statement(H("Y"), "<=", log_cardinality("Y")), by) == r"H(Y) \leq \log|\mathcal{Y}|"
    assert of_difference(H("Y"), I("Y", "L") + 2 * H("L"), by) == r"H(Y) - I(Y;L) - 2\,H(L)"
    assert of_difference(ZERO, H("L"), by) == "- H(L)"
    assert of_difference(ZERO, ZERO, by) == "0"


def test_an_unknown_surrogate_is_refused():
    with pytest.raises(ProblemError, match="no such surrogate"):
        printed(C("S"))


def test_variables_that_look_the_same_are_refused():
    with pytest.raises(ProblemError, match="L_1: it is printed like L1; rename one"):
        notation(setting(L1=source(), L_1=channel("L1")), ())
