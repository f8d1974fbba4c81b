from __future__ import annotations

from pathlib import Path

import pytest

from ibverify.errors import RuleError
from ibverify.kernel import (
    ONE,
    C,
    Calculation,
    D,
    H,
    I,
    Statement,
    Sum,
    affine,
    average,
    calculation,
    channel,
    function,
    log_cardinality,
    minimum,
    network,
    pullback,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.kernel.lemmas import (
    at_most_entropy,
    average_along_a_function,
    averaged,
    data_processing,
    entropy_splits,
    finite,
    pulled_back,
    split,
)
from ibverify.kernel.reasons import bilipschitz, cardinality, chain, determined, nonnegative, projection
from ibverify.report.derivation import Derivation, hence, of_calculation, of_derivation, symbols
from ibverify.report.setting import of_setting

GOLDEN = Path(__file__).parents[2] / "golden" / "eq24.tex"
DECODER = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Yt=function("L"), Q=surrogate("Y", "Yt"))
Q_OF_L = pullback("Q", "Yt")


def eq24() -> Calculation:
    return (
        calculation(DECODER, I("Y", "L") + C(Q_OF_L))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "Yt"), because="(c), (23)")
        .at_least(I("Y", "Yt") + C("Q"), by=data_processing("Y", "Yt", through="L"), because="(a), data processing")
        .equals(I("Y", "Yt") + H("Y", "Yt") + D("Yt", "Q"), by=split("Q"))
        .at_least(I("Y", "Yt") + H("Y", "Yt"), by=nonnegative(D("Yt", "Q")), because="(b), nonnegativity")
        .equals(H("Y"), by=entropy_splits("Y", "Yt"))
    )


def concluded(known: Calculation, moved: Sum, *bounds) -> str:
    return hence(known.theorem, moved, symbols(known), bounds)


def test_eq24_is_printed_as_it_was_reviewed():
    assert of_derivation(Derivation("(24)", eq24(), moved=C(Q_OF_L))) + "\n" == GOLDEN.read_text()


def test_reasons_have_letters_their_own_if_they_begin_with_one():
    text = of_calculation(eq24(), symbols(eq24()))
    assert "Steps: (c) (23); (a) data processing; (d) cross-entropy" in text
    assert r"\overset{(d)}{=} I(Y;\tilde{Y}) + H(Y|\tilde{Y})" in text


def test_a_single_reason_needs_no_letter():
    known = calculation(DECODER, H("Y")).at_most(log_cardinality("Y"), by=cardinality("Y"))
    assert of_calculation(known, symbols(known)) == (
        "\\[\n\\begin{aligned}\n  H(Y) &\\leq \\log|\\mathcal{Y}|\n\\end{aligned}\n\\]\nby cardinality."
    )


def test_a_wide_chain_begins_in_a_line_of_its_own():
    total = I("Y", "L") + C(Q_OF_L) + H("Y", "L") + H("Y", "X")
    known = calculation(DECODER, total).equals(total + H("Yt", "L"), by=determined("Yt", "Yt", "L"))
    rows = of_calculation(known, symbols(known)).splitlines()
    assert rows[2].startswith("  &I(Y;L)")
    assert rows[3].startswith(r"  &\quad=")


def test_a_calculation_without_steps_is_its_sum():
    start = calculation(DECODER, H("Y"))
    assert of_calculation(start, symbols(start)) == "\\[\n\\begin{aligned}\n  &H(Y)\n\\end{aligned}\n\\]"


def test_reasons_cannot_break_the_text():
    known = calculation(DECODER, H("Y")).at_most(
        log_cardinality("Y"), by=cardinality("Y"), because="100 % } $\\input{x}$"
    )
    assert r"by 100 \% \} \texttt{\$\textbackslash{}input\{x\}\$}." in of_calculation(known, symbols(known))


# What moves to the other side.


def test_the_finite_side_allows_an_infinite_loss():
    assert concluded(eq24(), C(Q_OF_L)).splitlines() == [
        r"Here $H(Y) \leq \log|\mathcal{Y}|$ is finite, hence",
        r"\[",
        r"  I(Y;L) \geq H(Y) - C\left(P_{Y|L} \,\middle\|\, Q_{Y|L}\right).",
        r"\]",
        r"If $C\left(P_{Y|L} \,\middle\|\, Q_{Y|L}\right)$ is infinite, this says nothing.",
    ]


def test_it_is_the_same_read_from_the_right():
    start = calculation(DECODER, H("Y", "Yt"))
    known = start.at_most(H("Y", "Yt") + D("Yt", "Q"), by=nonnegative(D("Yt", "Q"))).equals(C("Q"), by=split("Q"))
    text = concluded(known, C("Q"))
    assert r"0 \geq H(Y|\tilde{Y}) - C\left" in text


def test_a_finite_term_may_go_whatever_the_relation():
    known = calculation(DECODER, H("Y")).equals(I("Y", "Yt") + H("Y", "Yt"), by=entropy_splits("Y", "Yt"))
    text = concluded(known, H("Y", "Yt"))
    assert text.startswith(r"Here $H(Y|\tilde{Y}) \leq \log|\mathcal{Y}|$ is finite, hence")
    assert r"I(Y;\tilde{Y}) = H(Y) - H(Y|\tilde{Y})." in text
    assert "infinite" not in text


def test_a_term_that_may_be_infinite_moves_where_it_is_finite():
    known = calculation(DECODER, C("Q")).equals(H("Y", "Yt") + D("Yt", "Q"), by=split("Q"))
    assert concluded(known, D("Yt", "Q")).startswith(r"Where $\mathbb{E}\,D\left(P_{Y|\tilde{Y}}")
    known = calculation(DECODER, I("X", "L")).at_most(H("L"), by=at_most_entropy("X", "L"))
    assert concluded(known, I("X", "L")).startswith("Where $I(X;L)$ is finite, hence")


def test_a_term_that_is_not_there_is_refused():
    with pytest.raises(RuleError, match="no part of the sum"):
        concluded(eq24(), I("Y", "X"))


def test_bounds_show_what_is_finite():
    """A theorem of the setting counts, one of another setting, or one that bounds by what may be infinite, does not."""
    pair = ["X", "Y"]
    two = setting(X=source("finite"), Y=channel("X", finite=True), L=channel("X"))
    known = calculation(two, I("L", pair)).at_most(H(pair), by=at_most_entropy("L", pair))
    bound = (
        known.equals(I(pair, "X") + I(pair, "Y", "X"), by=chain(pair, "X", "Y"))
        .at_most(log_cardinality("X") + I(pair, "Y", "X"), by=finite(pair, "X"))
        .at_most(log_cardinality("X") + log_cardinality("Y"), by=finite(pair, "Y", "X"))
    )
    for useless in ((), (known.theorem,), (finite("Y", "Y").prove(DECODER),)):
        assert concluded(known, I("L", pair), *useless).startswith("Where $I(L;X,Y)$ is finite, hence")
    assert r"\leq \log|\mathcal{X}| + \log|\mathcal{Y}|$ is finite" in concluded(known, I("L", pair), bound.theorem)


# Settings.


def test_settings_in_words():
    here = setting(
        X=source("density"),
        A=function("X", is_="compact"),
        Z=affine("A"),
        B=function("Z", is_="bilipschitz"),
        V=function("X", is_="finite"),
        U=function("X", is_="invertible"),
    )
    assumed = here.assuming(Statement(quantity("d2", "A"), ">=", ONE))
    known = calculation(assumed, quantity("d2", "B")).equals(quantity("d2", "Z"), by=bilipschitz("B"))
    known = known.equals(minimum(quantity("width", "Z"), quantity("d2", "A")), by=projection("Z"))
    assert of_setting(symbols(known)) == (
        "$X$ has any law with a square integrable density that vanishes outside of a compact set; "
        "$A$ is a bounded function of $X$; "
        r"$Z = \mathbf{W}^{\top} A + b$ for every $b$ and almost every $\mathbf{W}$; "
        "$B$ is a function of $Z$, applied to each coordinate, injective and bi-Lipschitz on compact intervals; "
        "$V$ is a function of $X$ with finitely many values; $U$ is an invertible function of $X$.\n"
        r"Assume $d^2(A) \geq 1$."
    )
    text = of_derivation(Derivation("(15)", known))
    assert text.endswith(
        "This rests on Hunt and Kaloshin (1997), Theorem 1.1; Mattila, Moran and Rey (2000), Theorem 2.6."
    )


def test_a_network_in_words():
    here = setting(X=source(), L=network("X", "invertible"))
    assert of_setting(symbols(calculation(here, H("L")))).startswith(
        "$X$ has any law; $L$ is any layer of a network on $X$ of any depth, for all biases and almost all weights, "
        "with activations that are injective."
    )


def test_moved_surrogates_are_defined():
    mean = average("Q", "Yt")
    known = calculation(DECODER, C(mean)).equals(C(Q_OF_L), by=average_along_a_function("Q", "Yt"))
    _, average_line, pullback_line = of_setting(symbols(known)).splitlines()
    inner = r"Q_{Y|\tilde{Y}}(y|"
    assert average_line == (
        rf"Here $Q_{{Y|L}}(y|\ell) = \mathbb{{E}}\left[{inner}\tilde{{Y}}) \,\middle|\, L = \ell\right]$."
    )
    assert pullback_line == (
        rf"Here $Q'_{{Y|L}}(y|\ell) = {inner}\tilde{{y}})$, where $\tilde{{y}}$ is the value of $\tilde{{Y}}$ "
        r"for $L = \ell$."
    )


def test_an_average_over_a_source_has_no_condition():
    here = setting(X=source(), Y=channel("X", finite=True), Q=surrogate("Y", "X"))
    text = of_setting(symbols(calculation(here, C(average("Q", "X")))))
    assert text.endswith(r"Here $Q_{Y}(y) = \mathbb{E}\left[Q_{Y|X}(y|X)\right]$.")


def test_jensen_has_one_line():
    here = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Yt=channel("L"), Q=surrogate("Y", "Yt"))
    known = calculation(here, C(average("Q", "Yt"))).at_most(C("Q"), by=averaged("Q", "Yt"))
    assert r"Q_{Y|L}\right) &\leq C\left(P_{Y|\tilde{Y}}" in of_calculation(known, symbols(known))
