"""Theorems step by step: all statements, their rules and premises, in the order of their certificates."""

from __future__ import annotations

from ibverify.certificate import derivation_certificate
from ibverify.examples.layers import collisions_of_layers, dimension_of_layers, infinite_as_printed
from ibverify.kernel import H, channel, infer, setting, source
from ibverify.kernel.lemmas import finite
from ibverify.report.steps import of_steps, rules_used, steps, table

PAIR = setting(X=source(), Y=channel("X", finite=True))


def test_the_steps_are_those_of_the_certificate():
    for theorem in (finite("X", "Y").prove(PAIR), dimension_of_layers(), infinite_as_printed().theorem):
        certified = derivation_certificate([theorem], None)["steps"]
        found = [(step.theorem.step.rule, [n - 1 for n in step.premises]) for step in steps(theorem)]
        assert found == [(step["rule"], step["premises"]) for step in certified]


def test_an_induction_shows_its_base_its_step_and_what_follows():
    text = of_steps(collisions_of_layers())
    base, step, conclusion = (text.index(shown) for shown in (r"H^2(X) = H^2(X)", "Assume $H^2(A)", "any layer of a"))
    assert base < step < conclusion
    assert r"7 & $H^2(L) = H^2(X)$ & induction over the layers: base 1, step 6" in text


def test_a_setting_is_said_once():
    text = of_steps(infinite_as_printed().theorem)
    assert text.count("any layer of a network") == 2  # of a density, and of a component
    assert "Again in the setting of step" in text


def test_a_single_step_is_a_display():
    known = infer("start", PAIR, H("Y"))
    assert of_steps(known).endswith("\\[\n  H(Y) = H(Y)\n\\]\nby identity.")


def test_rules_are_stated_once_in_the_order_of_the_kernel():
    text = rules_used([finite("X", "Y").prove(PAIR)] * 2)
    names = [line.split(" & ")[0] for line in text.splitlines() if " & " in line][1:]
    assert names == [
        "{}nonnegativity",
        "{}chain rule",
        "{}a function of what is given",
        "{}cardinality",
        "{}identity",
        "{}put in",
        "{}put in",
    ]
    assert r"$H(Y|C) \leq \log|Y|$ for a finite variable $Y$." in text


def test_a_title_stays_with_its_table():
    text = table("ll", "a & b", ["1 & 2", "[3 & 4"], "Title.")
    assert text.index("Title.") < text.index(r"\endfirsthead") < text.index(r"\endhead")
    assert "{}[3 & 4" in text
