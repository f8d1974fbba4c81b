"""Cases: a setting and what a rule is applied to. Premises are true in one model, and need not follow from anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ibverify.errors import InputError
from ibverify.exact import compare
from ibverify.kernel import ZERO, D, H, I, Setting, Statement, Sum, log_cardinality, quantity, setting, source
from ibverify.kernel.terms import Relation
from ibverify.models import Counterexample, Model, judge, refutation, value
from ibverify.models.drawing import sample
from tests.attack.arguments import LAYER_RULES, LEMMAS, RULES, Arguments
from tests.attack.settings import (
    any_sum,
    draw_layers,
    draw_setting,
    draw_surrogate,
    is_finite,
    subset,
    variables,
)

Premises = tuple[Statement, ...]
Apply = Callable[[Setting, Premises, Arguments], Statement]
FEW = 6  # models of a setting


@dataclass(frozen=True)
class Case:
    """A setting, what a rule is applied to, and the seed of its models; premises hold in the first of them."""

    setting: Setting
    arguments: Arguments
    premises: Premises = ()
    seed: int = 0


def case(rule: str, random: Random, most: int = 5) -> Case:
    """A case of a rule or a lemma, with so many variables at most."""
    if rule in PREMISED:
        return PREMISED[rule](random, draw_setting(random, min(most, 3)))
    drawn = draw_layers(random, most) if rule in LAYER_RULES else draw_setting(random, most)
    arguments = {**RULES, **LAYER_RULES, **LEMMAS}[rule](random, drawn)
    return Case(drawn, arguments, (), random.randrange(10**6))


def cases(rule: str) -> SearchStrategy[Case]:
    """The cases of all seeds."""
    return st.integers(0, 2**32 - 1).map(lambda seed: case(rule, Random(seed)))


def stated(case: Case, apply: Apply) -> Statement | None:
    """What a rule says in this case; None where it does not apply."""
    try:
        return apply(case.setting.assuming(*case.premises), case.premises, case.arguments)
    except InputError:
        return None


def counterexample(case: Case, statement: Statement) -> Counterexample | None:
    """A model that refutes a statement: one of a few, or the one in which the premises hold."""
    assumed = case.setting.assuming(*case.premises)
    if not case.premises:
        return refutation(assumed, statement, Random(case.seed), draws=FEW)
    model = replace(first_model(case.setting, case.seed), setting=assumed)
    outcome = judge(model, statement)
    if outcome.proved:
        return None
    return refutation(assumed, statement, Random(case.seed)) or Counterexample(model, statement, outcome)


def first_model(setting: Setting, seed: int) -> Model:
    return next(sample(setting, Random(seed), 1)).model


# Premises.


def true(random: Random, model: Model, left: Sum, right: Sum) -> Statement:
    """The relation of two sums in a model; any that holds, where they are equal."""
    a, b = value(model, left), value(model, right)
    ways: tuple[Relation, ...] = ("==", "==", "<=", ">=")
    return Statement(left, random.choice([way for way in ways if compare(a, way, b).proved]), right)


def one_premise(random: Random, setting: Setting, arguments: Arguments) -> Case:
    seed = random.randrange(10**6)
    premise = true(random, first_model(setting, seed), any_sum(random, setting), any_sum(random, setting))
    return Case(setting, arguments, (premise,), seed)


def replacement(random: Random, setting: Setting, back: bool) -> Case:
    """S ~ cA + R, where S may have been made from B, and A ~ B."""
    seed = random.randrange(10**6)
    model, factor = first_model(setting, seed), random.randint(1, 2)
    before, after = any_sum(random, setting), any_sum(random, setting)
    rest = any_sum(random, setting) if random.randrange(2) else ZERO
    start = any_sum(random, setting) if random.randrange(2) else factor * after + rest
    known = true(random, model, start, factor * before + rest)
    by = true(random, model, after, before) if back else true(random, model, before, after)
    return Case(setting, (factor,), (known, by), seed)


def ordered(random: Random, setting: Setting) -> Case:
    """A <= B or A = B of two sums, now and then of two that are one."""
    seed = random.randrange(10**6)
    left = any_sum(random, setting)
    right = any_sum(random, setting) if random.randrange(3) else left + any_sum(random, setting)
    return Case(setting, (), (true(random, first_model(setting, seed), left, right),), seed)


def both_ways(random: Random, setting: Setting) -> Case:
    """A <= B and B <= A where both are so, as for sums that differ by an information of nothing; A >= B, other sums."""
    seed = random.randrange(10**6)
    model, left = first_model(setting, seed), any_sum(random, setting)
    nothing = I(subset(random, variables(setting), 1), subset(random, variables(setting), 1), variables(setting))
    right = left + nothing if random.randrange(4) else any_sum(random, setting)
    last = left if random.randrange(4) else any_sum(random, setting)
    return Case(setting, (), (true(random, model, left, right), true(random, model, right, last)), seed)


def cancelled(random: Random, setting: Setting) -> Case:
    """A + T ~ B + T; T is bounded by logarithms, or a divergence, which may be infinite."""
    seed = random.randrange(10**6)
    model, logs = first_model(setting, seed), ZERO
    letters = [name for name, node in setting.nodes if is_finite(node)]
    if letters and random.randrange(4):
        finite = random.choice(letters)
        both = random.choice((H(finite), I(finite, subset(random, variables(setting), 1))))
        logs = random.randint(1, 3) * log_cardinality(finite)
    else:
        moved = draw_surrogate(random, setting)
        both = D(setting.conditions(moved), moved)
    bound = true(random, model, both, logs if random.randrange(4) else any_sum(random, setting))
    known = true(random, model, any_sum(random, setting) + both, any_sum(random, setting) + both)
    return Case(setting, (), (known, bound), seed)


def equal_collisions(random: Random, setting_: Setting) -> Case:
    """H2(B) ~ H2(A) for a function B of A, or for two sources: equal if a model allows it, H(B) and H(A) not."""
    pairs = [(of, image) for of in variables(setting_) for image in sorted(setting_.determined({of}) - {of})]
    of, image = "A", "B"
    if pairs and random.randrange(3):
        of, image = random.choice(pairs)
    else:
        setting_ = setting(A=source(), B=source())
    left, right = quantity("H2", image), quantity("H2", of)
    seeds = [random.randrange(10**6) for _ in range(random.choice((1, 1, 40)))]
    models = {seed: first_model(setting_, seed) for seed in seeds}
    equal = [seed for seed, model in models.items() if value(model, left) == value(model, right)]
    telling = [seed for seed in equal if value(models[seed], H(image)) != value(models[seed], H(of))]
    for seed in (*telling, *equal):
        return Case(setting_, (image, of), (Statement(left, "==", right),), seed)
    return Case(setting_, (image, of), (true(random, models[seeds[0]], left, right),), seeds[0])


PREMISED: dict[str, Callable[[Random, Setting], Case]] = {
    "hypothesis": lambda random, setting: one_premise(random, setting, (random.choice((0, 0, 0, 1, -1)),)),
    "flip": lambda random, setting: one_premise(random, setting, ()),
    "replace": lambda random, setting: replacement(random, setting, back=False),
    "replace_back": lambda random, setting: replacement(random, setting, back=True),
    "inside": lambda random, setting: one_premise(random, setting, (any_sum(random, setting),)),
    "absorb": ordered,
    "antisymmetry": both_ways,
    "cancel": cancelled,
    "same_atoms": equal_collisions,
}
