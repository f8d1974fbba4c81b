from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.report.formula import is_safe

SAFE = (
    r"f'_{disc}",
    r"f''_{cont}",
    r"I(Y;f^I) = \log 2 - \varepsilon/2 < \log 2",
    r"0 < \varepsilon < 1/4",
    r"\mathbb I[f'_{disc} > 1/2] = Y",
    r"C\left(P_{Y|L} \,\middle\|\, Q_{Y|\tilde{Y}}\right)",
    r"\frac12 \sum_{i=1}^n x_i^2",
    r"W^\mathsf{T} x",
    r"\{x : |x| \leq \tfrac{1}{2}\}",
    r"\text{if X is discrete}",
    r"\bigl( x \bigr)",
)
UNSAFE = (
    "",
    " ",
    "{",
    "}",
    "}{",
    "a & b",
    "a # b",
    "a % b",
    "a $ b",
    "x_1_2",
    "x^1^2",
    "x^2'",
    "f'^2",
    "x_",
    "^2",
    r"\frac{1}",
    r"\frac",
    r"\left( x",
    r"x \right)",
    r"x \middle| y",
    r"\left x \right)",
    r"\unknown",
    r"\input{secret}",
    r"\write18{ls}",
    r"\def\x{\x}\x",
    r"\end{document}",
    r"\\",
    r"\begin{array}{c} x",
    r"\text{$x}",
    r"\text{\input{secret}}",
    r"\sqrt[3]{x}",
    r"\catcode`\%=12",
    "^^5cinput{secret}",
    "\\",
    "x^\\",
    "é",
    "{" * 40 + "}" * 40,
)


@pytest.mark.parametrize("formula", SAFE)
def test_formulas_of_papers_are_safe(formula: str):
    assert is_safe(formula)


@pytest.mark.parametrize("formula", UNSAFE)
def test_what_could_break_or_run_is_not(formula: str):
    assert not is_safe(formula)


@given(st.text(alphabet=r"\{}_^'$&#%~ ab1(|frac", max_size=20))
def test_safe_formulas_are_closed(formula: str):
    """A safe formula has balanced braces, none closed before it is opened, and no character that ends a formula."""
    if is_safe(formula):
        depth = 0
        for i, c in enumerate(formula):
            if i == 0 or formula[i - 1] != "\\":
                depth += (c == "{") - (c == "}")
                assert c not in "$#%&"
            assert depth >= 0
        assert depth == 0


@given(st.sampled_from(SAFE), st.sampled_from(SAFE))
def test_safe_formulas_follow_each_other(one: str, two: str):
    """Two safe formulas with a blank between them, or in braces, are safe."""
    assert is_safe(f"{one} {two}")
    assert is_safe(rf"\frac{{{one}}}{{{two}}}")


@given(st.sampled_from(SAFE), st.sampled_from([u for u in UNSAFE if u.strip() and u != "^2"]))
def test_one_unsafe_part_is_enough(safe: str, unsafe: str):
    """In braces beside a safe formula, what is unsafe makes the whole unsafe."""
    assert not is_safe(f"{{{safe}}}{{{unsafe}}}")
