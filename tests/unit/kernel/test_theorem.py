"""Only `infer` makes a theorem, and nothing alters one."""

import copy
import gc
import pickle

import pytest

from ibverify.errors import ProblemError, RuleError
from ibverify.kernel import (
    ONE,
    ZERO,
    C,
    H,
    I,
    Setting,
    Statement,
    Sum,
    Surrogate,
    Theorem,
    channel,
    function,
    infer,
    log_cardinality,
    minimum,
    setting,
    source,
    surrogate,
)
from ibverify.kernel.setting import Node
from ibverify.kernel.terms import Information, one

CHAIN = setting(X=source(), L=channel("X"), T=channel("L"))


def true() -> Theorem:
    """I(X;T|L) = 0."""
    return infer("markov", CHAIN, "T", frozenset("X"), frozenset("L"))


FALSE = Statement(I("X", "L"), "==", ZERO)


def test_a_theorem_has_no_constructor():
    with pytest.raises(RuleError, match="no constructor"):
        Theorem()
    with pytest.raises(RuleError, match="no constructor"):
        Theorem(FALSE)


def test_a_token_made_otherwise_states_nothing():
    forged = object.__new__(Theorem)
    for use in (lambda: forged.statement, lambda: forged.setting, lambda: forged.step, lambda: repr(forged)):
        with pytest.raises(RuleError, match="never derived"):
            use()
    with pytest.raises(RuleError, match="never derived"):
        infer("flip", CHAIN, premises=(forged,))


@pytest.mark.parametrize("forge", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_theorem_is_neither_copied_nor_pickled(forge):
    with pytest.raises(RuleError, match="neither copied nor pickled"):
        forge(true())


def test_a_theorem_has_no_subclasses():
    with pytest.raises(RuleError, match="no subclasses"):
        type("Mine", (Theorem,), {})


def test_nothing_can_be_set_on_a_theorem():
    for name in ("statement", "setting", "step", "mine"):
        with pytest.raises(AttributeError):
            setattr(true(), name, FALSE)


def test_what_a_theorem_shows_is_a_copy():
    theorem = true()
    shown, inside = theorem.statement, theorem.setting
    object.__setattr__(shown, "left", I("X", "L"))
    object.__setattr__(shown.right, "parts", FALSE.left.parts)
    object.__setattr__(inside, "hypotheses", (FALSE,))
    assert theorem.statement == Statement(I("T", "X", "L"), "==", ZERO)
    assert theorem.setting == CHAIN
    with pytest.raises(RuleError, match="no hypothesis"):
        infer("hypothesis", theorem.setting, 0)


def test_an_argument_that_changes_later_changes_no_theorem():
    total = I("X", "L")
    theorem = infer("start", CHAIN, total)
    object.__setattr__(total.parts[0][0], "given", frozenset("T"))
    assert theorem.statement == Statement(I("X", "L"), "==", I("X", "L"))


def test_a_setting_that_changes_later_changes_no_theorem():
    """The kernel reads a setting once; what it shows later is what it read."""
    mine = setting(X=source(), L=channel("X"))
    theorem = infer("start", mine, I("X", "L"))
    object.__setattr__(mine, "nodes", (("X", source()), ("L", function("X"))))
    assert theorem.setting == setting(X=source(), L=channel("X"))
    with pytest.raises(RuleError, match="is no function of"):
        infer("determined", mine, frozenset("X"), frozenset("L"), frozenset("X"))
    object.__setattr__(mine, "nodes", (("X", source()), ("L", Node("oracle", ("X",)))))
    infer("start", CHAIN, H("X"))
    with pytest.raises(ProblemError, match="oracle"):
        infer("start", mine, I("X", "L"))


class Liar(str):
    """A name that equals every other."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("L")


def test_a_name_that_lies_is_refused():
    with pytest.raises(ProblemError, match="a Liar"):
        infer("determined", CHAIN, frozenset("X"), frozenset({Liar("Z")}), frozenset("L"))


@pytest.mark.parametrize("count", [0, -1, True, 1.0])
def test_a_coefficient_is_a_positive_integer(count):
    with pytest.raises(ProblemError, match="positive integer"):
        Sum(((Information(frozenset("X"), frozenset("L")), count),))


def test_a_sum_is_checked_again_when_it_comes_in():
    total = I("X", "L")
    object.__setattr__(total, "parts", ((total.parts[0][0], -1),))
    with pytest.raises(ProblemError, match="positive integer"):
        infer("start", CHAIN, total)


def test_a_hypothesis_has_a_relation_of_the_kernel():
    """Else H(X) != 0 and 0 != H(X) would give H(X) != H(X)."""
    for relation in ("!=", "<", "", "=="[:1]):
        with pytest.raises(ProblemError, match="is no relation"):
            Statement(H("X"), relation, ZERO)
    statement = Statement(H("X"), "==", ZERO)
    object.__setattr__(statement, "relation", "!=")
    with pytest.raises(ProblemError, match="is no relation"):
        infer("hypothesis", CHAIN.assuming(statement), 0)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        (log_cardinality("X"), "X is not finite"),
        (C("Q"), "no such surrogate"),
        (H("W"), "no such variable"),
        (minimum(ONE, minimum(H("W"), ONE)), "no such variable"),
    ],
)
def test_what_stands_inside_a_minimum_is_checked(inner, why):
    with pytest.raises(ProblemError, match=why):
        infer("start", CHAIN, minimum(inner, ONE))


def test_a_surrogate_moves_by_known_steps():
    inside = setting(L=source(), T=function("L"), Y=channel("L", finite=True), Q=surrogate("Y", "T"))
    with pytest.raises(ProblemError, match="moves no surrogate"):
        infer("log_loss", inside, Surrogate("Q", (("foo", "T"),)))


@pytest.mark.parametrize(
    ("rule", "arguments"),
    [
        ("flip", (H("X"),)),
        ("nonnegative", ()),
        ("chain", ("X", "L", "T", "")),
        ("hypothesis", ("X",)),
        ("markov", (frozenset("T"), frozenset("X"), frozenset("L"))),
        ("start", ("",)),
        ("cardinality", ("X", "L")),
        ("log_loss", ("Q",)),
    ],
)
def test_arguments_that_do_not_fit_are_refused(rule, arguments):
    with pytest.raises((RuleError, ProblemError)):
        infer(rule, CHAIN, *arguments)


def test_a_hypothesis_is_a_statement():
    with pytest.raises(ProblemError, match="a int is no statement"):
        CHAIN.assuming(1)


def test_a_premise_of_another_setting_is_refused():
    other = setting(X=source(), L=channel("X"), T=channel("X", "L"))
    with pytest.raises(RuleError, match="another setting"):
        infer("flip", other, premises=(true(),))


def test_an_unknown_rule_is_refused():
    with pytest.raises(RuleError, match="no such rule"):
        infer("trust_me", CHAIN)


def test_a_statement_names_what_the_setting_has():
    with pytest.raises(ProblemError, match="no such variable"):
        infer("start", CHAIN, H("W"))


@pytest.mark.parametrize(
    "nodes",
    [
        (("L", channel("X")), ("X", source())),
        (("X", channel("X")),),
        (("X", source()), ("X", source())),
        (("X", Node("source", ("Y",))),),
        (("X", source()), ("L", Node("channel"))),
        (("X", source()), ("L", Node("channel", ("X",), frozenset({"invertible"})))),
        (("X", Node("source", (), frozenset({"finite", "density"}))),),
    ],
)
def test_a_setting_is_a_graph_in_its_order(nodes):
    with pytest.raises(ProblemError):
        Setting(nodes)


def test_premises_stay_as_long_as_what_follows_from_them():
    theorem = infer("flip", CHAIN, premises=(true(),))
    gc.collect()
    assert theorem.step.premises[0].statement.left == one(Information(frozenset("T"), frozenset("X"), frozenset("L")))


def test_tokens_that_are_gone_leave_nothing_behind():
    """A later token at the same address states its own theorem."""
    for _ in range(100):
        assert infer("start", CHAIN, H("X")).statement.left == H("X")
        assert infer("start", CHAIN, H("L")).statement.left == H("L")
