r"""Theorems: statements that hold for every law of their setting. Only `infer` makes one.

A `Theorem` is an empty token. What it states is kept here, as nested tuples of strings and numbers that cannot be
altered, and found by the identity of the token: a token that was made in any other way, by calling the class, copying
or unpickling, states nothing. What Python cannot prevent is code that reaches into this module and replaces its parts;
`recheck` guards against that, as it replays a certificate with code that shares nothing with this.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from ibverify.errors import RuleError
from ibverify.kernel import inference, networks, rules
from ibverify.kernel.data import Data, argument_data, setting_data, setting_of, statement_data, statement_of
from ibverify.kernel.networks import CITED
from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import Statement, Sum, Surrogate

WITHIN: Mapping[str, Callable[..., Statement]] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            rules.nonnegative,
            rules.chain,
            rules.determined,
            rules.markov,
            rules.cardinality,
            rules.hypothesis,
            rules.log_loss,
            rules.compensation,
            rules.exact,
            rules.change_of_variables,
            rules.point_mass,
            rules.jensen,
            networks.collision_entropy,
            networks.collisions,
            networks.same_points,
            networks.same_atoms,
            networks.not_discrete,
            networks.limits,
            networks.cubes,
            networks.lipschitz,
            networks.density,
            networks.projection,
            networks.bilipschitz,
            networks.narrowest,
            networks.some_width,
            networks.order,
            networks.positive_dimension,
            inference.start,
            inference.flip,
            inference.replace,
            inference.replace_back,
            inference.inside,
            inference.absorb,
            inference.antisymmetry,
            inference.cancel,
        )
    }
)
ACROSS: Mapping[str, Callable[..., Statement]] = MappingProxyType(
    {rule.__name__: rule for rule in (networks.component, networks.induction)}
)

_KINDS: Mapping[str, type] = MappingProxyType(
    {"Names": frozenset, "Relation": str}
    | {kind.__name__: kind for kind in (str, int, Setting, Statement, Sum, Surrogate)}
)
SIGNATURES: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        name: tuple(_KINDS[each] for each in list(rule.__annotations__.values())[1:-1])
        for name, rule in {**WITHIN, **ACROSS}.items()
    }
)


class Step(NamedTuple):
    """How a theorem was made: a rule, its arguments as data, and the theorems that it was applied to."""

    rule: str
    arguments: tuple[Data, ...]
    premises: tuple[Theorem, ...]


class Theorem:
    """A statement that holds for every law of a setting."""

    __slots__ = ("__weakref__",)

    def __new__(cls, *_: object) -> Theorem:
        """Theorems are derived, not constructed."""
        raise RuleError("Theorem", "it has no constructor", "derive it: ibverify.kernel.calculation, or infer")

    def __init_subclass__(cls) -> NoReturn:
        raise RuleError("Theorem", "it has no subclasses", "derive theorems, and keep them in a class of your own")

    def __reduce__(self) -> NoReturn:
        raise RuleError("Theorem", "it is neither copied nor pickled", "send its certificate, and check that")

    @property
    def setting(self) -> Setting:
        """The setting whose laws it speaks of."""
        return setting_of(_kept(self).setting)

    @property
    def statement(self) -> Statement:
        """What holds for each of them."""
        return statement_of(_kept(self).statement)

    @property
    def step(self) -> Step:
        """How it was made."""
        return _kept(self).step

    @property
    def cites(self) -> frozenset[str]:
        """The published results that it rests on and that are not proved here."""
        return _kept(self).cites

    def __repr__(self) -> str:
        return f"<Theorem: {_kept(self).statement}>"


class _Kept(NamedTuple):
    setting: Data
    statement: Data
    step: Step
    cites: frozenset[str]


def _kernel() -> tuple[Callable[..., Theorem], Callable[[Theorem], _Kept]]:
    made: dict[int, tuple[weakref.ref[Theorem], Data, Statement, Step, frozenset[str]]] = {}
    read = lru_cache(maxsize=64)(setting_of)
    last: dict[str, tuple[Setting, Data]] = {}

    def settings(setting: Setting) -> tuple[Data, Setting]:
        """A setting as data, and a copy of it that no caller can reach; the last one is remembered, for all threads."""
        if type(setting) is not Setting:
            raise RuleError("infer", f"a {type(setting).__name__} is no setting", "build one with setting(...)")
        entry = last.get("entry")
        if entry is None or entry[0] is not setting:
            entry = last["entry"] = (setting, setting_data(setting))
        return entry[1], read(entry[1])

    def infer(rule: str, setting: Setting, *arguments: object, premises: Sequence[Theorem] = ()) -> Theorem:
        """The theorem that a rule gives in a setting.

        Raises `RuleError` if there is no such rule, or its side condition fails, or a premise is of another setting or
        no theorem; `ProblemError` if the result names what the setting does not have.
        """
        if type(rule) is not str or (rule not in WITHIN and rule not in ACROSS):
            known = ", ".join(sorted({*WITHIN, *ACROSS}))
            raise RuleError(str(rule), "there is no such rule", f"choose among {known}")
        data, own = settings(setting)
        premises = tuple(premises)
        before = [look_up(premise) for premise in premises]
        if rule in ACROSS:
            shown = [part for _, elsewhere, statement, *_ in before for part in (read(elsewhere), statement)]
        elif all(elsewhere == data for _, elsewhere, *_ in before):
            shown = [statement for _, _, statement, *_ in before]
        else:
            raise RuleError(rule, "a premise is of another setting", "derive it in this one")
        try:
            given = [argument_data(argument) for argument in arguments]
            values = [*shown, *(argument for _, argument in given)]
            if tuple(map(type, values)) != SIGNATURES[rule]:
                wanted = ", ".join(kind.__name__ for kind in SIGNATURES[rule])
                raise RuleError(rule, "what it was given does not fit", f"give {wanted or 'nothing'}, premises first")
            statement = (WITHIN.get(rule) or ACROSS[rule])(own, *values)
            own.check(statement)
        except (AttributeError, TypeError, ValueError, RecursionError) as error:
            what = f"what it was given does not fit: {type(error).__name__}"
            raise RuleError(rule, what, "give what its docstring asks for") from None
        step = Step(rule, tuple(argument for argument, _ in given), premises)
        cites = frozenset({CITED[rule]} if rule in CITED else ()).union(*(cites for *_, cites in before))
        theorem: Theorem = object.__new__(Theorem)
        key = id(theorem)
        made[key] = weakref.ref(theorem, lambda _: made.pop(key, None)), data, statement, step, cites
        return theorem

    def look_up(theorem: Theorem) -> tuple[weakref.ref[Theorem], Data, Statement, Step, frozenset[str]]:
        """What is kept of a theorem. Raises `RuleError` for what is none."""
        kept = made.get(id(theorem))
        if kept is None or kept[0]() is not theorem:
            raise RuleError("Theorem", f"a {type(theorem).__name__} that was never derived", "derive it")
        return kept

    def show(theorem: Theorem) -> _Kept:
        """The same as data, which cannot be altered."""
        _, setting, statement, step, cites = look_up(theorem)
        return _Kept(setting, statement_data(statement), step, cites)

    return infer, show


infer, _kept = _kernel()
