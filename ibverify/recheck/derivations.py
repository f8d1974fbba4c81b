r"""The checker of derivations: does each step follow by its rule, and do the steps lead to the conclusions?

A *setting* is a class of laws: variables, each a source or made of variables before it; surrogates, which are laws of a
variable given others that need not be true; hypotheses. A *statement* `sum relation sum` speaks of all its laws, of all
biases and almost every choice of weights where there are affine maps or networks; a sum has terms in $[0, \infty]$ with
positive integers as coefficients. A *step* applies a rule to arguments and to steps before it. A certificate lists
settings, steps and conclusions, and each is used: nothing stands beside the proof.

A variable is a bit here, a set of variables an integer, a term a tuple, and a sum a `Counter` of terms.

The module imports the standard library alone, shares nothing with what derives, and runs alone:
`python -I -S derivations.py CERT.json` prints what is proved, with status 0, or one sentence on standard error with
status 1 for a certificate that does not prove its conclusions, 2 for what is none.
"""

from __future__ import annotations

import hashlib
import json
import re
import reprlib
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FORMAT = "ibverify-certificate/1"
BYTES, STEPS, VARIABLES, TERMS, DEPTH, LARGEST = 4_000_000, 10_000, 100, 100, 20, 10**9  # what is beyond is refused
NAME, CLAIM = r"[A-Za-z_][A-Za-z0-9_]{0,49}", r"[A-Za-z0-9_.-]{1,100}"  # in ASCII, so that what looks alike is alike
FLIPPED = {"==": "==", "<=": ">=", ">=": "<="}
KINDS = {  # of variables: how many parents and flags they may have, and which flags
    "source": (range(1), range(2), {"finite", "diffuse", "density", "component"}),
    "channel": (range(1, VARIABLES), range(2), {"finite"}),
    "function": (range(1, VARIABLES), range(5), {"finite", "invertible", "bilipschitz", "compact"}),
    "affine": (range(1, 2), range(1), set[str]()),
    "network": (range(1, 2), range(1, 2), {"invertible", "bilipschitz"}),
}
FUNCTIONS = {"function", "affine", "network"}
RULES = {  # by what they take: premises of the same setting (.) or of another one (!), and arguments, as in `READ`
    "s": {"nonnegative", "start"},
    "nnnn": {"chain"},
    "nnn": {"determined"},
    "vnn": {"markov"},
    "vn": {"cardinality"},
    "i": {"hypothesis"},
    "q": {"log_loss", "exact"},
    "nnq": {"compensation"},
    "vnq": {"change_of_variables", "point_mass", "jensen"},
    "v": {
        *("collision_entropy", "collisions", "not_discrete", "limits", "cubes", "lipschitz", "density", "projection"),
        *("bilipschitz", "narrowest", "some_width", "order"),
    },
    "vv": {"same_points"},
    ".vv": {"same_atoms"},
    ".v": {"positive_dimension"},
    ".": {"flip", "absorb"},
    ".s": {"inside"},
    "..": {"antisymmetry", "cancel"},
    "..i": {"replace", "replace_back"},
    "!v": {"component"},
    "!!xxxx": {"induction"},
}
CITED = {
    "projection": "Hunt and Kaloshin (1997), Theorem 1.1",
    "bilipschitz": "Mattila, Moran and Rey (2000), Theorem 2.6",
}

Sum = Counter[tuple[Any, ...]]
Statement = tuple[Sum, str, Sum]
ZERO, ONE, INFINITY = Sum(), Sum([("1",)]), Sum([("oo",)])


class Unreadable(ValueError):
    """What is no certificate of a derivation, or one that is too large."""


class Rejected(ValueError):
    """A certificate that does not prove its conclusions."""


class Node(NamedTuple):
    """How a variable arises, and what is known of it."""

    kind: str
    parents: int
    flags: frozenset[str]


class Surrogate(NamedTuple):
    """Q for a variable B given others: as declared, or as it came along a path."""

    name: str
    target: int
    given: int
    exact: bool
    path: tuple[tuple[str, int], ...] = ()


class Derived(NamedTuple):
    """What a step has shown, from which steps, and the published results behind it."""

    setting: Setting
    statement: Statement
    premises: list[int]
    cites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, as data and understood, and the terms that it gives a meaning; variables come after their parents."""

    data: dict[str, Any]
    bits: dict[str, int] = field(default_factory=dict)
    nodes: dict[int, Node] = field(default_factory=dict)
    surrogates: dict[str, Surrogate] = field(default_factory=dict)
    hypotheses: list[Statement] = field(default_factory=list)

    def determined(self, known: int) -> int:
        """What is a function of the known variables: up along the injective functions, then down along all.

        Once is enough: the parents of what is found on the way down were known before.
        """
        for v, node in reversed(self.nodes.items()):
            if v & known and node.kind == "function" and node.flags & {"invertible", "bilipschitz"}:
                known |= node.parents
        for v, node in self.nodes.items():
            if node.kind in FUNCTIONS and not node.parents & ~known:
                known |= v
        return known

    def descendants(self, found: int) -> int:
        """A variable and all that arises from it."""
        for v, node in self.nodes.items():
            if node.parents & found:
                found |= v
        return found

    def bounded(self) -> int:
        """The vectors of bounded range: it is declared, or theirs is a continuous image of a bounded one."""
        found = 0
        for v, node in self.nodes.items():
            continuous = node.kind == "affine" or "bilipschitz" in node.flags
            if node.flags & {"density", "compact"} or (continuous and not node.parents & ~found):
                found |= v
        return found

    def affine(self, z: int) -> int:
        """The vector A of Z = W'A + b."""
        need(self.nodes[z].kind == "affine", "Z is not affine")
        return self.nodes[z].parents

    def activated(self, v: int) -> int:
        """The vector Z of an activation V of Z."""
        kind, parents, flags = self.nodes[v]
        need(kind == "function" and "bilipschitz" in flags, "V is no bilipschitz function")
        need(parents.bit_count() == 1, "V is a function of several vectors")
        return parents

    def log(self, v: int) -> Sum:
        """log|V|, of a finite V."""
        need("finite" in self.nodes[v].flags, "a cardinality is of a variable that is not finite")
        return one("log", v)

    def loss(self, q: Surrogate) -> Sum:
        """C(Q) = E[-log Q(B|C)], of a finite B."""
        need("finite" in self.nodes[q.target].flags, f"{q.name} is a law of a variable that is not finite")
        return one("C", q)

    def moved(self, q: Surrogate, how: str, v: int) -> Surrogate:
        """Q(.|h(...)) for the function V = h(its parents), or E[Q(.|V)] over V given its parents."""
        need(v & q.given, f"{q.name} is moved along what it is not given")
        need(how == "average" or self.nodes[v].kind in FUNCTIONS, f"{q.name} is pulled back along what is no function")
        return Surrogate(q.name, q.target, q.given & ~v | self.nodes[v].parents, False, (*q.path, (how, v)))


def need(holds: object, otherwise: str) -> None:
    """Reject the certificate, with a sentence, where a condition does not hold."""
    if not holds:
        raise Rejected(otherwise)


def one(sign: str, *fields: object) -> Sum:
    """The sum of one term."""
    return Sum([(sign, *fields)])


def info(left: int, right: int, given: int = 0) -> Sum:
    """I(A;B|C) = I(B;A|C); H(A|C) is I(A;A|C)."""
    need(left and right, "an information is of no variables")
    return one("I", min(left, right), max(left, right), given)


def divergence(given: int, q: Surrogate) -> Sum:
    """E D(P_{B|A} || Q), for all that Q is given among A."""
    need(not q.given & ~given, f"a divergence is not given all that {q.name} is given")
    return one("D", given, q)


def least(first: Sum, second: Sum) -> Sum:
    """The smaller of two sums; the term ends with its size."""
    return one("min", frozenset(first.items()), frozenset(second.items()), 1 + size(first) + size(second))


def size(total: Sum) -> int:
    """The number of terms in a sum, and in its minima."""
    return sum(term[3] if term[0] == "min" else 1 for term in total)


def without(total: Sum, part: Sum) -> Sum:
    """What is left of a sum."""
    need(part <= total, "what it takes away is no part of the sum")
    return total - part


def follows(s: Setting, rule: str, *args: Any) -> Statement:
    """What a rule says of its premises and arguments, for every law of the setting. Raises `Rejected`.

    A, B, C, D are sets of variables, V, X, Z variables, R, S, T sums; Q is a surrogate for B, given some among C.
    """
    match rule, *args:
        case "nonnegative", total:  # 0 <= S
            return ZERO, "<=", total
        case "chain", a, b, c, d:  # I(A;BC|D) = I(A;B|D) + I(A;C|BD)
            return info(a, b | c, d), "==", info(a, b, d) + info(a, c, b | d)
        case "determined", a, b, c:  # I(A;B|C) = 0 for a function B of C
            need(not b & ~s.determined(c), "B is no function of C")
            return info(a, b, c), "==", ZERO
        case "markov", v, b, c:  # I(V;B|C) = 0: given its parents, V is noise that is in nothing but its descendants
            need(not s.nodes[v].parents & ~c, "a parent of V is not in C")
            need(not (b | c) & s.descendants(v), "V has a descendant in B or C")
            return info(v, b, c), "==", ZERO
        case "cardinality", v, c:  # H(V|C) <= log|V|, the entropy of the uniform law
            return info(v, v, c), "<=", s.log(v)
        case "hypothesis", index:
            need(index < len(s.hypotheses), f"there is no hypothesis {index}")
            return s.hypotheses[int(index)]
        case "log_loss", q:  # C(Q) = E D(P_{B|BC} || Q): a point mass at b has the divergence -log Q(b)
            return s.loss(q), "==", divergence(q.given | q.target, q)
        case "compensation", a, c, q:  # E D(P_{B|AC} || Q) = I(A;B|C) + E D(P_{B|C} || Q)
            return divergence(a | c, q), "==", info(a, q.target, c) + divergence(c, q)
        case "exact", q:  # E D(P_{B|C} || Q) = 0 for the true law Q of B given C
            need(q.exact, "Q is not declared as the true law")
            return divergence(q.given, q), "==", ZERO
        case "change_of_variables", v, c, q:  # E D(P_{B|C} || Q(.|h(A))) = E D(P_{B|CV} || Q) for V = h(A), A among C
            return divergence(c, s.moved(q, "pullback", v)), "==", divergence(c | v, q)
        case "point_mass", v, c, q:  # E[Q(.|V) | A] = Q(.|h(A)) for V = h(A)
            return divergence(c, s.moved(q, "average", v)), "==", divergence(c, s.moved(q, "pullback", v))
        case "jensen", v, c, q:  # E D(P_{B|C} || E[Q(.|V) | A]) <= E D(P_{B|CV} || Q) for the parents A of V, among C:
            # D is convex in Q, and given B and C, where nothing descends from V, the law of V is that given A
            need(not (c | q.target) & s.descendants(v), "V has a descendant in B or C")
            return divergence(c, s.moved(q, "average", v)), "<=", divergence(c | v, q)
        case "collision_entropy", v:  # H2(V) <= H(V): -log E p(V) <= E -log p(V), or V has no atoms, or not only
            return one("H2", v), "<=", info(v, v)
        case "collisions", z:  # H2(Z) = H2(A) for Z = W'A + b: W'(a - a') = 0 for a null set of W, unless a = a'
            return one("H2", z), "==", one("H2", s.affine(z))
        case "same_points", v, z:  # H2(V) = H2(Z) for functions of each other
            need(v & s.determined(z) and z & s.determined(v), "they are no functions of each other")
            return one("H2", v), "==", one("H2", z)
        case "same_atoms", known, z, v:  # H(Z) = H(V) for a function Z of V, from H2(Z) = H2(V): no atoms have met
            need(z & s.determined(v), "Z is no function of V")
            need(known == (one("H2", z), "==", one("H2", v)), "the premise is not H2(Z) = H2(V)")
            return info(z, z), "==", info(v, v)
        case "not_discrete", x:  # H(X) = oo
            need(s.nodes[x].flags & {"diffuse", "density", "component"}, "X may be discrete")
            return info(x, x), "==", INFINITY
        case "limits", v:  # d2(V) <= D2(V), the lower and the upper limit
            return one("d2", v), "<=", one("upperd2", v)
        case "cubes", v:  # D2(V) <= |V|: a part of V of some mass is in m^|V| cubes of side 1/m, or fewer
            return one("upperd2", v), "<=", one("width", v)
        case "lipschitz", v:  # D2(V) <= D2(A) for V = W'A + b, or an activation V of a bounded A: points come closer
            before = s.nodes[v].parents if s.nodes[v].kind == "affine" else s.activated(v)
            need(s.nodes[v].kind == "affine" or before & s.bounded(), "A need not be bounded")
            return one("upperd2", v), "<=", one("upperd2", before)
        case "density", x:  # d2(X) = |X| for a continuous density on a compact set
            need("density" in s.nodes[x].flags, "X need not have a density")
            return one("d2", x), "==", one("width", x)
        case "projection", z:  # d2(Z) = min(|Z|, d2(A)) for Z = W'A + b and a bounded A
            need(s.affine(z) & s.bounded(), "A need not be bounded")
            return one("d2", z), "==", least(one("width", z), one("d2", s.affine(z)))
        case "bilipschitz", v:  # d2(V) = d2(Z) for an activation V of a bounded Z
            need(s.activated(v) & s.bounded(), "Z need not be bounded")
            return one("d2", v), "==", one("d2", s.activated(v))
        case "narrowest", v if s.nodes[v].kind == "source":  # the least width up to V, its own
            return one("minwidth", v), "==", one("width", v)
        case "narrowest", v if s.nodes[v].kind == "affine":  # ... for V = W'A + b, or that up to A
            return one("minwidth", v), "==", least(one("width", v), one("minwidth", s.affine(v)))
        case "narrowest", v:  # ... for an activation V of Z, that up to Z
            return one("minwidth", v), "==", one("minwidth", s.activated(v))
        case "some_width", v:  # 1 <= the least width
            return ONE, "<=", one("minwidth", v)
        case "order", v:  # d2(V) <= d(V): Renyi entropies decrease in their order
            return one("d2", v), "<=", one("d", v)
        case "positive_dimension", (left, relation, right), v:  # H(V) = oo, from 1 <= n d(V), as H bounds H([V]_m)
            need((left, relation) in ((ONE, "<="), (ONE, "==")), "the premise is not 1 <= n d(V)")
            need(set(right) == set(one("d", v)), "the premise is not 1 <= n d(V)")
            return info(v, v), "==", INFINITY
        case "start", total:  # S = S
            return total, "==", total
        case "flip", (left, relation, right):  # the same, read from the right
            return right, FLIPPED[relation], left
        case "inside", (left, relation, right), total:  # from S ~ T: min(R, S) ~ min(R, T)
            return least(total, left), relation, least(total, right)
        case "absorb", (left, relation, right):  # from S <= T: min(T, S) = S
            need(relation != ">=", "the premise is not S <= T")
            return least(right, left), "==", left
        case "antisymmetry", (left, relation, right), (other, back, same):  # from S <= T and T <= S: S = T
            need(">=" not in (relation, back), "the premises are not S <= T and T <= S")
            need((left, right) == (same, other), "the premises are not S <= T and T <= S")
            return left, "==", right
        case "cancel", (left, relation, right), (part, below, bound):  # from S + R ~ T + R and R <= logarithms: S ~ T
            need(below != ">=" and all(term[0] == "log" for term in bound), "what it cancels may be infinite")
            return without(left, part), relation, without(right, part)
        case "replace", (left, before, right), (part, after, by), n:  # from S ~ nA + R and A ~ B: S ~ nB + R, if n > 0
            need(n > 0 and {before, after} != {"<=", ">="}, "it replaces nothing, or in the other direction")
            taken, put = (Sum({term: n * count for term, count in total.items()}) for total in (part, by))
            return left, after if before == "==" else before, without(right, taken) + put
        case "replace_back", known, by, n:  # from S ~ nB + R and A ~ B: S ~ nA + R
            return follows(s, "replace", known, follows(s, "flip", by), n)
        case "component", known, x:
            return _component(s, known, x)
        case "induction", base, step, layer, *says:
            return _induction(s, base, step, layer, says)
    raise Rejected("there is no such rule")


def _component(s: Setting, known: Derived, x: int) -> Statement:
    """H(V) = oo where the law of X has a component with a density, from H(V) = oo where X has a density.

    The entropy of a mixture is at least that of a component, times its mass.
    """
    need("component" in s.nodes[x].flags, "the law of X need not have such a component")
    variables = [[*v[:3], ["density"]] if s.bits[v[0]] == x else v for v in s.data["variables"]]
    need(known.setting.data == {**s.data, "variables": variables}, "the settings differ in more than the density")
    need(not s.hypotheses, "there are hypotheses")
    need(known.statement in [(info(v, v), "==", INFINITY) for v in s.nodes], "the premise is not H(V) = oo")
    return known.statement


def _induction(s: Setting, base: Derived, step: Derived, layer: str, says: list[object]) -> Statement:
    """P(L) for any layer L of a network on X, from P(X), and P(A) => P(B) for the layer B = activation of W'A + b.

    Once the weights before are chosen, A is some function of X, bounded if all layers are; then come those of B.
    """

    def said(setting: Setting, name: str) -> Statement:
        """P of another variable, for which the name of the layer stands."""
        return _statement(replace(setting, bits={**setting.bits, layer: setting.bits[name]}), says, merges=True)

    match s.data["variables"], step.setting.data["variables"]:
        case [[x, "source", *_] as source, [name, "network", _, flags]], [_, [a, _, _, known], [z, *_], [b, *_]]:
            pass
        case _:
            raise Rejected("the settings are not a network on a source, and a source with one layer after another")
    alone = {"variables": [source], "surrogates": [], "hypotheses": []}
    after = [[a, "function", [x], known], [z, "affine", [a], []], [b, "function", [z], flags]]
    following = {**alone, "variables": [source, *after], "hypotheses": step.setting.data["hypotheses"]}
    need(name == layer and not s.surrogates and not s.hypotheses, "the setting is more than a network on a source")
    need(base.setting.data == alone and step.setting.data == following, "the premises are not of X, and of one layer B")
    need(not known or (known == ["compact"] and s.bounded() & s.bits[name]), "A has what a layer need not have")
    need(base.statement == said(base.setting, x), "the first premise is not P(X)")
    need(step.setting.hypotheses == [said(step.setting, a)], "what the second premise assumes is not P(A)")
    need(step.statement == said(step.setting, b), "the second premise is not P(B)")
    return said(s, name)


# Reading.


def check(certificate: object) -> list[str]:
    """What a certificate proves: each conclusion, with its setting and what it cites. Raises `Unreadable`, `Rejected`.

    >>> check([])
    Traceback (most recent call last):
    ...
    ibverify.recheck.derivations.Unreadable: [] is no ibverify-certificate/1 of a derivation
    """
    if type(certificate) is not dict or (certificate.get("format"), certificate.get("kind")) != (FORMAT, "derivation"):
        raise Unreadable(f"{_shown(certificate)} is no {FORMAT} of a derivation")
    data = _fields(certificate, "format", "kind", "claim", "settings", "steps", "conclusions", "digest")
    if data["claim"] is not None and not re.fullmatch(CLAIM, _text(data["claim"])):
        raise Unreadable(f"{_shown(data['claim'])} is no id of a claim")
    settings: list[Setting] = []
    steps: list[Derived] = []
    conclusions: dict[int, str] = {}
    where = ""
    try:
        for index, part in enumerate(_list(data["settings"], STEPS)):
            where = f"setting {index}"
            settings.append(_setting(part))
        for index, part in enumerate(_list(data["steps"], STEPS)):
            where = f"step {index}"
            steps.append(_step(part, settings, steps))
        for index, part in enumerate(_list(data["conclusions"], STEPS)):
            where = f"conclusion {index}"
            _conclude(part, steps, conclusions)
    except (Unreadable, Rejected) as error:
        raise type(error)(f"{where}: {error}") from None
    need(conclusions, "it concludes nothing")
    used = set(conclusions)
    for index in reversed(range(len(steps))):
        need(index in used, f"step {index} is not used")
        used.update(steps[index].premises)
    idle = {*range(len(settings))} - {part["setting"] for part in data["steps"]}
    need(not idle, f"setting {min(idle, default=0)} is not used")
    rest = {key: part for key, part in data.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    need(data["digest"] == hashlib.sha256(canonical.encode()).hexdigest(), "the digest is not that of the rest")
    return list(conclusions.values())


def _setting(value: object) -> Setting:
    s = Setting(_fields(value, "variables", "surrogates", "hypotheses"))
    for part in _list(s.data["variables"], VARIABLES):
        name, kind, parents, flags = _list(part, 4, 4)
        if _text(kind) not in KINDS:
            raise Unreadable(f"{_shown(kind)} is no kind of variable")
        parent_counts, flag_counts, known = KINDS[kind]
        need(len(_names(parents)) in parent_counts, f"a {kind} has {len(parents)} parents")
        need(len(_names(flags)) in flag_counts and known.issuperset(flags), f"a {kind} has other flags")
        need("bilipschitz" not in flags or len(parents) == 1, "an activation acts on one vector")
        injective = {"invertible", "bilipschitz"} & set(flags)
        above = [s.nodes[bit] for bit in map(s.bits.get, parents) if bit in s.nodes]
        finite = all("finite" in node.flags for node in above)
        need(not injective or "finite" not in flags or finite, "a finite function determines what is not finite")
        node = Node(kind, _variables(s, parents), frozenset(flags))
        s.bits[_new(s, name)] = bit = 1 << len(s.nodes)
        s.nodes[bit] = node
    for part in _list(s.data["surrogates"], VARIABLES):
        name, target, given, flags = _list(part, 4, 4)
        need(flags in ([], ["exact"]), "a surrogate has other flags")
        q = Surrogate(_new(s, name), _variable(s, target), _variables(s, given), bool(flags))
        need(not q.target & q.given, f"{name} is given what it is a law of")
        s.surrogates[q.name] = q
    s.hypotheses.extend(_statement(s, part) for part in _list(s.data["hypotheses"], VARIABLES))
    return s


def _new(s: Setting, name: object) -> str:
    if not re.fullmatch(NAME, _text(name)):
        raise Unreadable(f"{_shown(name)} is no name")
    need(name not in s.bits and name not in s.surrogates, f"{name} is declared twice")
    return _text(name)


def _step(value: object, settings: Sequence[Setting], steps: Sequence[Derived]) -> Derived:
    data = _fields(value, "setting", "rule", "arguments", "premises")
    s, rule = settings[_index(data["setting"], settings)], _text(data["rule"])
    form = next((form for form, rules in RULES.items() if rule in rules), "")
    if not form:
        raise Rejected(f"there is no rule {_shown(rule)}")
    signs = form.lstrip(".!")
    count = len(form) - len(signs)
    known = [steps[_index(premise, steps)] for premise in _list(data["premises"], count, count)]
    need("." not in form or all(step.setting is s for step in known), f"{rule}: a premise is of another setting")
    shown = [step.statement if "." in form else step for step in known]
    arguments = _list(data["arguments"], len(signs), len(signs))
    try:
        read = [READ[sign](s, argument) for sign, argument in zip(signs, arguments, strict=True)]
        statement = _small(follows(s, rule, *shown, *read))
    except Rejected as error:
        raise Rejected(f"{rule} {_shown(arguments)}: {error}") from None
    cites = frozenset({CITED[rule]} if rule in CITED else ())
    return Derived(s, statement, data["premises"], cites.union(*(step.cites for step in known)))


def _conclude(value: object, steps: Sequence[Derived], conclusions: dict[int, str]) -> None:
    data = _fields(value, "step", "statement")
    shown = _index(data["step"], steps)
    setting, statement, _, cites = steps[shown]
    need(shown not in conclusions, f"step {shown} is concluded twice")
    need(_statement(setting, data["statement"]) == statement, f"step {shown} shows another statement")
    conclusions[shown] = "; ".join(
        [_said(data["statement"]), *_laws(setting.data), *(f"citing {work}" for work in sorted(cites))]
    )


def _variable(s: Setting, value: object) -> int:
    name = _text(value)
    if name not in s.bits:
        raise Rejected(f"there is no variable {_shown(name)} before it")
    return s.bits[name]


def _variables(s: Setting, value: object) -> int:
    return sum({_variable(s, name) for name in _names(value)})


def _surrogate(s: Setting, value: object) -> Surrogate:
    name, *path = _list(value, DEPTH, 1)
    if _text(name) not in s.surrogates:
        raise Rejected(f"there is no surrogate {_shown(name)}")
    q = s.surrogates[name]
    for move in path:
        how, along = _list(move, 2, 2)
        if how not in ("pullback", "average"):
            raise Unreadable(f"{_shown(how)} is neither pullback nor average")
        q = s.moved(q, how, _variable(s, along))
    return q


def _term(s: Setting, value: object, depth: int) -> Sum:
    match _list(value, 4):
        case ["I", left, right, given]:
            return info(_variables(s, left), _variables(s, right), _variables(s, given))
        case ["log", name]:
            return s.log(_variable(s, name))
        case ["C", surrogate]:
            return s.loss(_surrogate(s, surrogate))
        case ["D", given, surrogate]:
            return divergence(_variables(s, given), _surrogate(s, surrogate))
        case ["H2" | "d2" | "upperd2" | "d" | "width" | "minwidth" as kind, name]:
            return one(kind, _variable(s, name))
        case ["min", first, second] if depth < DEPTH:
            return least(_sum(s, first, depth + 1), _sum(s, second, depth + 1))
        case ["1" | "oo" as constant]:
            return one(constant)
    raise Unreadable(f"{_shown(value)} is no term, or is nested too deeply")


def _sum(s: Setting, value: object, depth: int = 0, merges: bool = False) -> Sum:
    """`merges`: terms that differ by name may be one, as one variable stands for another."""
    found = Sum()
    for part in _list(value, TERMS):
        count, term = _list(part, 2, 2)
        [made] = _term(s, term, depth)
        if made in found and not merges:
            raise Unreadable(f"the term {_shown(term)} is twice in a sum")
        found[made] += _integer(count, 1)
    return found


def _statement(s: Setting, value: object, merges: bool = False) -> Statement:
    left, relation, right = _list(value, 3, 3)
    if _text(relation) not in FLIPPED:
        raise Unreadable(f"{_shown(relation)} is no relation")
    return _small((_sum(s, left, merges=merges), relation, _sum(s, right, merges=merges)))


def _small(statement: Statement) -> Statement:
    left, _, right = statement
    need(size(left) + size(right) <= TERMS, f"a statement has more than {TERMS} terms")
    need(max((*left.values(), *right.values()), default=0) <= LARGEST, f"a coefficient is larger than {LARGEST}")
    return statement


READ: dict[str, Callable[[Setting, Any], Any]] = {
    "v": _variable,
    "n": _variables,
    "q": _surrogate,
    "s": _sum,
    "i": lambda _, value: _integer(value),
    "x": lambda _, value: value,
}


# JSON.


def read(raw: bytes) -> object:
    """The JSON data of a file, in which no key is twice and numbers are integers of few digits. Raises `Unreadable`.

    >>> read(b'{"claim": null}')
    {'claim': None}
    """
    if len(raw) > BYTES:
        raise Unreadable(f"it has more than {BYTES} bytes")
    try:
        return json.loads(raw.decode(), object_pairs_hook=_object, parse_int=_digits, parse_float=_digits)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON: {error}") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Unreadable("an object has a key twice")
    return made


def _digits(text: str) -> int:
    if not re.fullmatch("-?[0-9]{1,10}", text):
        raise Unreadable(f"{_shown(text)} is no integer of at most 10 digits")
    return int(text)


def _shown(value: object) -> str:
    try:
        return reprlib.repr(value)
    except ValueError:
        return "a number of many digits"


def _fields(value: object, *keys: str) -> dict[str, Any]:
    if type(value) is not dict or value.keys() != set(keys):
        raise Unreadable(f"{_shown(value)} is no object with {', '.join(keys)} and nothing else")
    return value


def _list(value: object, most: int, least: int = 0) -> list[Any]:
    if type(value) is not list or not least <= len(value) <= most:
        raise Unreadable(f"{_shown(value)} is no list of {least} to {most} entries")
    return value


def _names(value: object) -> list[str]:
    names = [_text(name) for name in _list(value, VARIABLES)]
    if any(a >= b for a, b in pairwise(names)):
        raise Unreadable(f"{_shown(value)} is not in alphabetical order, each once")
    return names


def _text(value: object) -> str:
    if type(value) is not str:
        raise Unreadable(f"{_shown(value)} is no text")
    return value


def _integer(value: object, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= LARGEST:
        raise Unreadable(f"{_shown(value)} is no integer from {least} to {LARGEST}")
    return value


def _index(value: object, among: Sequence[object]) -> int:
    need(_integer(value) < len(among), f"there is no number {value} before it")
    return _integer(value)


# Print.


def _said(statement: list[Any]) -> str:
    left, relation, right = statement
    return f"{_total(left)} {relation} {_total(right)}"


def _total(total: list[Any]) -> str:
    return " + ".join(f"{count} {_printed(*term)}".removeprefix("1 ") for count, term in total) or "0"


def _printed(sign: str, *parts: Any) -> str:
    match sign, [_total(part) if sign == "min" else _listed(part) for part in parts]:
        case "I", [left, right, given]:
            sides = f"H({left}" if left == right else f"I({left};{right}"
            return f"{sides}|{given})" if given else f"{sides})"
        case "D", [given, q]:
            return f"D(P(.|{given}) || {q})"
        case "log" | "width", [name]:
            return f"{sign.removeprefix('width')}|{name}|"
        case _, said:
            return f"{sign}({', '.join(said)})" if said else sign


def _listed(part: str | list[Any]) -> str:
    """A name, a set of names, or a surrogate and its path."""
    names = [part] if isinstance(part, str) else [name for name in part if isinstance(name, str)]
    moves = [] if isinstance(part, str) else part[len(names) :]
    return ",".join(names) + "".join(f".{how}({along})" for how, along in moves)


def _laws(data: dict[str, Any]) -> Iterator[str]:
    for name, kind, parents, flags in data["variables"]:
        yield " ".join([*flags, kind, name] + ["of", ",".join(parents)] * bool(parents))
    for name, target, given, flags in data["surrogates"]:
        yield " ".join([*flags, "surrogate", name, "of", target] + ["given", ",".join(given)] * bool(given))
    for statement in data["hypotheses"]:
        yield f"where {_said(statement)}"


def main(arguments: Sequence[str]) -> int:
    """Print what the certificate in a file proves; 0, or 1 where it is rejected, 2 where it is none."""
    try:
        if len(arguments) != 1:
            raise Unreadable("usage: derivations.py CERT.json")
        with Path(arguments[0]).open("rb") as file:
            found = check(read(file.read(BYTES + 1)))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, Rejected) else 2
    sys.stdout.write("\n".join([*found, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
