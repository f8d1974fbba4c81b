"""Each rule where its side condition holds and where it does not; what may be combined, and what may not."""

import pytest

from ibverify.errors import ProblemError, RuleError
from ibverify.kernel import (
    INFINITY,
    ONE,
    ZERO,
    C,
    D,
    H,
    I,
    Statement,
    affine,
    average,
    channel,
    function,
    infer,
    log_cardinality,
    minimum,
    network,
    pullback,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.kernel.lemmas import at_most_both
from ibverify.kernel.terms import Surrogate

Q = Surrogate("Q")


def names(*each: str) -> frozenset[str]:
    return frozenset(each)


DECODER = setting(
    X=source(), Y=channel("X", finite=True), L=channel("X"), T=function("L"), S=channel("L"), Q=surrogate("Y", "T"),
    P=surrogate("Y", "S"), E=surrogate("Y", "L", exact=True),
)  # fmt: skip


def rule(name, *arguments, premises=(), inside=DECODER):
    return infer(name, inside, *arguments, premises=premises).statement


def test_chain():
    found = rule("chain", names("X"), names("L"), names("T"), names("Y"))
    assert found == Statement(I("X", ["L", "T"], "Y"), "==", I("X", "L", "Y") + I("X", "T", ["L", "Y"]))


def test_a_function_is_determined():
    assert rule("determined", names("X"), names("T"), names("L")).right == ZERO


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("determined", (names("X"), names("S"), names("L")), "S is no function of L"),
        ("determined", (names("X"), names("L"), names("T")), "L is no function of T"),
        ("markov", ("L", names("T"), names("X")), "T,X descends from L"),
        ("markov", ("L", names("Y"), names("X", "S")), "descends from L"),
        ("markov", ("L", names("Y"), names("Y")), "does not hold all parents of L"),
        ("markov", ("X", names("Y"), names()), "descends from X"),
        ("hypothesis", (0,), "no hypothesis 0"),
        ("exact", (Q,), "Q is not declared exact"),
        ("jensen", ("S", names("L", "S"), Surrogate("P")), "descends from S"),
    ],
)
def test_a_side_condition_fails(name, arguments, why):
    with pytest.raises(RuleError, match=why):
        rule(name, *arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("cardinality", ("L", names()), "L is not finite"),
        ("log_loss", (Surrogate("R"),), "no such surrogate"),
        ("compensation", (names("X"), names("L"), Q), "given T, the divergence is not"),
        ("change_of_variables", ("S", names("L"), Surrogate("P")), "S is a channel, no function"),
        ("point_mass", ("S", names("L"), Surrogate("P")), "S is a channel, no function"),
        ("change_of_variables", ("T", names("L"), Surrogate("P")), "it is not given T"),
        ("nonnegative", (I("X", "W"),), "no such variable"),
    ],
)
def test_what_a_term_asks_for(name, arguments, why):
    with pytest.raises(ProblemError, match=why):
        rule(name, *arguments)


def test_markov():
    assert rule("markov", "S", names("X", "Y", "T"), names("L")) == Statement(I("S", ["X", "Y", "T"], "L"), "==", ZERO)
    assert rule("markov", "L", names("Y"), names("X")) == Statement(I("Y", "L", "X"), "==", ZERO)


def test_surrogates():
    moved, mean, p = pullback("Q", "T"), average("P", "S"), Surrogate("P")
    assert rule("log_loss", moved) == Statement(C(moved), "==", D(["L", "Y"], moved))
    found = rule("compensation", names("X"), names("T"), Q)
    assert found == Statement(D(["X", "T"], Q), "==", I("X", "Y", "T") + D("T", Q))
    found = rule("change_of_variables", "T", names("L"), Q)
    assert found == Statement(D("L", moved), "==", D(["L", "T"], Q))
    assert rule("point_mass", "T", names("L"), Q) == Statement(D("L", average("Q", "T")), "==", D("L", moved))
    found = rule("jensen", "S", names("L", "X"), p)
    assert found == Statement(D(["L", "X"], mean), "<=", D(["L", "X", "S"], p))
    assert rule("exact", Surrogate("E")) == Statement(D("L", "E"), "==", ZERO)


def test_a_finite_term_is_cancelled_and_no_other():
    same = infer("start", DECODER, H("Y") + H("X"))
    finite = infer("cardinality", DECODER, "Y", names())
    assert rule("cancel", premises=(same, finite)) == Statement(H("X"), "==", H("X"))
    infinite = infer("start", DECODER, H("X"))
    with pytest.raises(RuleError, match="may be infinite"):
        rule("cancel", premises=(same, infinite))
    above = infer("nonnegative", DECODER, H("X"))
    with pytest.raises(RuleError, match="may be infinite"):
        rule("cancel", premises=(same, infer("flip", DECODER, premises=(above,))))


def test_directions_do_not_mix():
    up = infer("nonnegative", DECODER, H("X"))
    down = infer("flip", DECODER, premises=(up,))
    assert rule("replace", 1, premises=(up, up)) == Statement(ZERO, "<=", 2 * H("X"))
    with pytest.raises(RuleError, match="keep one direction"):
        rule("replace", 1, premises=(up, down))
    once = infer("start", DECODER, H("X"))
    with pytest.raises(RuleError, match="no part of the sum"):
        rule("replace", 2, premises=(once, once))


NETWORK = setting(X=source("density"), L=network("X", "bilipschitz"))
STEP = setting(X=source("density"), A=function("X", is_="compact"), Z=affine("A"), B=function("Z", is_="bilipschitz"))


@pytest.mark.parametrize(
    ("inside", "name", "arguments", "why"),
    [
        (STEP, "collisions", ("B",), "B is not affine"),
        (STEP, "same_points", ("A", "B"), "A is no function of B"),
        (STEP, "not_discrete", ("A",), "A is not declared diffuse"),
        (STEP, "density", ("A",), "A is not declared with a density"),
        (STEP, "projection", ("B",), "B is not affine"),
        (STEP, "bilipschitz", ("A",), "A is not bilipschitz"),
        (STEP, "narrowest", ("A",), "A is not bilipschitz"),
        (setting(X=source(), Z=affine("X")), "projection", ("Z",), "X is not compact"),
    ],
)
def test_a_side_condition_of_networks_fails(inside, name, arguments, why):
    with pytest.raises(RuleError, match=why):
        rule(name, *arguments, inside=inside)


def test_a_positive_dimension_is_asked_for():
    some = infer("some_width", NETWORK, "L")
    with pytest.raises(RuleError, match="not 1 <= n d"):
        rule("positive_dimension", "L", premises=(some,), inside=NETWORK)


def test_a_multiple_of_a_dimension_is_positive():
    """From 1 <= 3 d(L): H(L) = oo; not from 1 <= 3 d(L) + 1, nor of another variable, nor from 1 >= d(L)."""
    dimension = quantity("d", "L")
    for statement, of, applies in [
        (Statement(ONE, "<=", dimension), "L", True),
        (Statement(ONE, "<=", 3 * dimension), "L", True),
        (Statement(ONE, "==", 3 * dimension), "L", True),
        (Statement(ONE, "<=", 3 * dimension + ONE), "L", False),
        (Statement(ONE, "<=", ZERO), "L", False),
        (Statement(ONE, "<=", dimension), "X", False),
        (Statement(ONE, ">=", dimension), "L", False),
        (Statement(2 * ONE, "<=", dimension), "L", False),
    ]:
        inside = NETWORK.assuming(statement)
        known = infer("hypothesis", inside, 0)
        if applies:
            assert rule("positive_dimension", of, premises=(known,), inside=inside).right == INFINITY
        else:
            with pytest.raises(RuleError, match="not 1 <= n d"):
                rule("positive_dimension", of, premises=(known,), inside=inside)


def test_dimensions():
    low, up = quantity("d2", "B"), quantity("upperd2", "B")
    assert rule("limits", "B", inside=STEP) == Statement(low, "<=", up)
    assert rule("cubes", "B", inside=STEP) == Statement(up, "<=", quantity("width", "B"))
    assert rule("lipschitz", "B", inside=STEP) == Statement(up, "<=", quantity("upperd2", "Z"))
    unbounded = setting(X=source(), Z=affine("X"), B=function("Z", is_="bilipschitz"))
    assert rule("lipschitz", "Z", inside=unbounded).right == quantity("upperd2", "X")
    for node, why in (("B", "Z is not compact"), ("X", "X is not bilipschitz")):
        with pytest.raises(RuleError, match=why):
            rule("lipschitz", node, inside=unbounded)


def test_collision_entropy():
    assert rule("collision_entropy", "L") == Statement(quantity("H2", "L"), "<=", H("L"))


def test_minima():
    bound = infer("cardinality", DECODER, "Y", names("X"))
    assert rule("absorb", premises=(bound,)) == Statement(minimum(log_cardinality("Y"), H("Y", "X")), "==", H("Y", "X"))
    with pytest.raises(RuleError, match="not A <= B"):
        rule("absorb", premises=(infer("flip", DECODER, premises=(bound,)),))
    both = at_most_both(bound, bound)
    assert both.statement == Statement(H("Y", "X"), "<=", minimum(log_cardinality("Y"), log_cardinality("Y")))


def test_antisymmetry():
    inside = DECODER.assuming(Statement(H("X"), "<=", H("L")), Statement(H("L"), "<=", H("X")))
    one, back = (infer("hypothesis", inside, index) for index in (0, 1))
    assert rule("antisymmetry", premises=(one, back), inside=inside) == Statement(H("X"), "==", H("L"))
    for premises in ((one, one), (one, infer("flip", inside, premises=(back,)))):
        with pytest.raises(RuleError, match="not A <= B and B <= A"):
            rule("antisymmetry", premises=premises, inside=inside)


def test_atoms_are_compared_by_collisions():
    same = infer("start", NETWORK, quantity("H2", "L"))
    with pytest.raises(RuleError, match="does not equate"):
        rule("same_atoms", "L", "X", premises=(same,), inside=NETWORK)


def induction_of(step, base=None, target=NETWORK, statement=None):
    """P(V): 1 <= minwidth(V), claimed from premises that may not fit."""
    property_of = statement or Statement(ONE, "<=", quantity("minwidth", "L"))
    first = base or infer("some_width", setting(X=source("density")), "X")
    return infer(
        "induction", target, "L", property_of.left, property_of.relation, property_of.right, premises=(first, step)
    )


GOOD = Statement(ONE, "<=", quantity("minwidth", "A"))


def test_induction():
    step = infer("some_width", STEP.assuming(GOOD), "B")
    assert induction_of(step).statement == Statement(ONE, "<=", quantity("minwidth", "L"))


@pytest.mark.parametrize(
    "step",
    [
        infer("some_width", STEP, "B"),  # no hypothesis
        infer("some_width", STEP.assuming(GOOD), "A"),  # about A
        infer("some_width", STEP.assuming(Statement(ONE, "<=", quantity("minwidth", "X"))), "B"),
        infer("some_width", setting(X=source("density"), A=channel("X"), Z=affine("A"),
              B=function("Z", is_="bilipschitz")).assuming(GOOD), "B"),  # A is no function of X
        infer("some_width", setting(X=source("density"), A=function("X"), Z=affine("A"),
              B=function("Z", is_="invertible")).assuming(GOOD), "B"),  # another activation
        infer("some_width", setting(X=source(), A=function("X"), Z=affine("A"),
              B=function("Z", is_="bilipschitz")).assuming(GOOD), "B"),  # another source
        infer("some_width", setting(X=source("density"), A=function("X"), Z=affine("X"),
              B=function("Z", is_="bilipschitz")).assuming(GOOD), "B"),  # not the layer after A
    ],
)  # fmt: skip
def test_induction_on_a_step_that_does_not_fit(step):
    with pytest.raises(RuleError, match="the premises are not"):
        induction_of(step)


def test_induction_keeps_compactness():
    """A bounded range of A may be used only where X has one."""
    loose = setting(X=source(), A=function("X", is_="compact"), Z=affine("A"), B=function("Z", is_="bilipschitz"))
    step = infer("some_width", loose.assuming(GOOD), "B")
    base = infer("some_width", setting(X=source()), "X")
    with pytest.raises(RuleError, match="the premises are not"):
        induction_of(step, base, setting(X=source(), L=network("X", "bilipschitz")))


def test_a_component_of_a_mixture():
    mixed = setting(X=source("component"), L=network("X", "bilipschitz"))
    finite = infer("cardinality", setting(X=source("density"), Y=channel("X", finite=True)), "Y", names())
    with pytest.raises(RuleError, match="differ in more than the density"):
        infer("component", mixed, "X", premises=(finite,))
    some = infer("some_width", NETWORK, "L")
    with pytest.raises(RuleError, match="not H"):
        infer("component", mixed, "X", premises=(some,))
    entropy = infer("not_discrete", NETWORK, "X")
    assert infer("component", mixed, "X", premises=(entropy,)).statement == Statement(H("X"), "==", INFINITY)
    with pytest.raises(RuleError, match="not declared with a component"):
        infer("component", NETWORK, "X", premises=(entropy,))


def test_log_cardinality_is_of_a_finite_variable():
    assert rule("cardinality", "Y", names("L")) == Statement(H("Y", "L"), "<=", log_cardinality("Y"))
