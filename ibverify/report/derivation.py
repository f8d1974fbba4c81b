r"""Settings and calculations of the kernel in LaTeX, as a paper prints them; needs amsmath and amssymb.

A chain has letters over its relations, and their reasons in a sentence below. `hence` adds what follows when a term is
taken to the other side: the kernel never subtracts, so this says which terms are finite, by a theorem of the kernel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from ibverify.errors import InputError, RuleError
from ibverify.kernel import ZERO, Calculation, Line, Setting, Statement, Sum, Surrogate, Theorem
from ibverify.kernel.lemmas import finite
from ibverify.kernel.reasons import cardinality
from ibverify.kernel.setting import Declared, Node
from ibverify.kernel.terms import Constant, Information, LogCardinality, Minimum, Quantity, Term, one
from ibverify.kernel.text import sum_text
from ibverify.report.latex import (
    RELATIONS,
    Notation,
    notation,
    of_difference,
    of_statement,
    of_sum,
    of_term,
    symbol,
    value,
)
from ibverify.report.text import prose

WIDEST = 50  # of a chain that begins in the line of its first relation, in symbols


@dataclass(frozen=True, slots=True)
class Derivation:
    """A calculation under its title; at its end `moved` is taken to the other side, `bounds` show what is finite."""

    title: str
    calculation: Calculation
    moved: Sum = ZERO
    bounds: tuple[Theorem, ...] = ()


def of_derivation(derivation: Derivation) -> str:
    """The setting, the chain, and what follows from it. Raises `RuleError` where a moved term may be infinite."""
    calculation = derivation.calculation
    by = symbols(calculation)
    parts = [of_setting(by), of_calculation(calculation, by)]
    if derivation.moved.parts:
        parts.append(hence(calculation.theorem, derivation.moved, by, derivation.bounds))
    if cites := sorted(calculation.theorem.cites):
        parts.append(f"This rests on {'; '.join(map(prose, cites))}.")
    return "\n".join(parts)


def symbols(calculation: Calculation) -> Notation:
    """The notation for all that a calculation speaks of."""
    assumed = (total for s in calculation.setting.hypotheses for total in (s.left, s.right))
    lines = (line.total for line in calculation.lines)
    return notation(calculation.setting, (*assumed, calculation.start, *lines))


def of_setting(by: Notation) -> str:
    """The laws of a setting in words, then what the surrogates are that are moved, (22) and (25)."""
    used = [(name, declared) for name, declared in by.setting.surrogates if Surrogate(name) in by.surrogates]
    clauses = [_variable(name, node) for name, node in by.setting.nodes]
    clauses += [_surrogate(name, declared, by) for name, declared in used]
    sentences = ["; ".join(clauses) + "."]
    sentences += [_moved(surrogate, by) for surrogate in by.surrogates if surrogate.path]
    if by.setting.hypotheses:
        sentences.append(f"Assume {' and '.join(f'${of_statement(s, by)}$' for s in by.setting.hypotheses)}.")
    return "\n".join(sentences)


def of_calculation(calculation: Calculation, by: Notation) -> str:
    """A calculation as one aligned display, its reasons below: each with a letter, its own if it begins with one."""
    start = of_sum(calculation.start, by)
    reasons = _lettered(list(dict.fromkeys(line.because for line in calculation.lines)))
    sums = [of_sum(line.total, by) for line in calculation.lines]
    lines = [f"&{_relation(line, reasons)} {total}" for line, total in zip(calculation.lines, sums, strict=True)]
    narrow = bool(lines) and _width(start) + max(map(_width, sums)) <= WIDEST
    rows = [f"{start} {lines[0]}", *lines[1:]] if narrow else [f"&{start}", *(rf"&\quad{line[1:]}" for line in lines)]
    display = " \\\\\n".join(f"  {row}" for row in rows)
    said = "; ".join(f"{letter} {prose(words)}".strip() for letter, words in reasons.values())
    because = "" if not said else f"\nSteps: {said}." if said.startswith("(") else f"\nby {said}."
    return f"\\[\n\\begin{{aligned}}\n{display}\n\\end{{aligned}}\n\\]{because}"


def _lettered(reasons: Sequence[str]) -> dict[str, tuple[str, str]]:
    """A letter for each reason, and the words that go with it; a single reason needs none."""
    found = {reason: re.match(r"(\([a-z]\)),? +", reason) for reason in reasons}
    own = {reason: match.group(1) for reason, match in found.items() if match}
    free = (letter for i in count() if (letter := f"({_letter(i)})") not in own.values())
    if len(reasons) < 2 and not own:
        return {reason: ("", reason) for reason in reasons}
    return {r: (own[r], r.removeprefix(own[r]).lstrip(", ")) if r in own else (next(free), r) for r in reasons}


def _relation(line: Line, reasons: Mapping[str, tuple[str, str]]) -> str:
    sign, (letter, _) = RELATIONS[line.relation], reasons[line.because]
    return rf"\overset{{{letter}}}{{{sign}}}" if letter else sign


def hence(theorem: Theorem, moved: Sum, by: Notation, bounds: Sequence[Theorem] = ()) -> str:
    r"""What follows when `moved` is taken from its side of a theorem to the other one, and why that is allowed.

    A term is finite if it is information on a finite variable, or by one of the `bounds`: theorems of the setting that
    it is at most a sum of logarithms of cardinalities. From $A + T \geq B$ follows $A \geq B - T$ if T is finite, and
    as well if B is: an infinite T makes the right side $-\infty$. Raises `RuleError` in any other case.
    """
    statement = theorem.statement
    known = statement if _is_part(moved, statement.left) else statement.flipped
    rest = known.left.without(moved)
    trivial = ""
    try:
        why = _why_finite(moved, bounds, by)
    except RuleError:
        if known.relation != ">=":
            raise
        why = _why_finite(known.right, bounds, by)
        trivial = f"\nIf ${of_sum(moved, by)}$ is infinite, this says nothing."
    shown = f"{of_sum(rest, by)} {RELATIONS[known.relation]} {of_difference(known.right, moved, by)}"
    return f"Here {why}, hence\n\\[\n  {shown}.\n\\]{trivial}"


def _why_finite(total: Sum, bounds: Sequence[Theorem], by: Notation) -> str:
    """Why a sum is finite, in words. Raises `RuleError` if that is not known."""
    reasons = [_reason(term, bounds, by) for term, _ in total]
    verb = "is" if len(reasons) < 2 else "are"
    return f"{' and '.join(reasons) or '$0$'} {verb} finite"


def _reason(term: Term, bounds: Sequence[Theorem], by: Notation) -> str:
    match term:
        case LogCardinality() | Constant("1") | Quantity("width"):
            return f"${of_term(term, by)}$"
        case Quantity("minwidth", of):
            return f"${of_term(term, by)} \\leq |{symbol(of)}|$"
        case Minimum(first, second):
            for total in (first, second):
                with suppress(RuleError):
                    _why_finite(total, bounds, by)
                    return f"${of_term(term, by)} \\leq {of_sum(total, by)}$"
    for theorem in (*bounds, *_bounds(term, by.setting)):
        if theorem.setting == by.setting and _bounds_term(theorem.statement, term):
            return f"${of_statement(theorem.statement, by)}$"
    raise RuleError("hence", f"{sum_text(one(term))} may be infinite", "give a theorem that bounds it")


def _bounds(term: Term, setting: Setting) -> Iterator[Theorem]:
    """Information on a finite variable is at most the logarithm of the number of its letters."""
    match term:
        case Information(left, right, given) if left == right and len(left) == 1:
            [variable] = left
            with suppress(InputError):
                yield cardinality(variable, given).prove(setting)
        case Information(left, right, given):
            for some, others in ((left, right), (right, left)):
                if len(some) == 1:
                    [variable] = some
                    with suppress(InputError):
                        yield finite(others, variable, given).prove(setting)


def _bounds_term(statement: Statement, term: Term) -> bool:
    logarithms = all(isinstance(part, LogCardinality) for part, _ in statement.right)
    return statement.left == one(term) and statement.relation in ("==", "<=") and logarithms


def _is_part(part: Sum, whole: Sum) -> bool:
    with suppress(RuleError):
        whole.without(part)
        return True
    return False


_SOURCES = {
    "": "any law",
    "finite": "any law on finitely many values",
    "diffuse": "any law that is not discrete",
    "density": "any law with a continuous density on a compact set",
    "component": "any law that is a mixture with a component that has a continuous density on a compact set",
}
_BILIPSCHITZ = "bi-Lipschitz on compact intervals"


def _variable(name: str, node: Node) -> str:
    """How a variable arises, as a clause."""
    of = ", ".join(f"${symbol(parent)}$" for parent in node.parents)
    values = " with finitely many values" if "finite" in node.flags else ""
    match node.kind:
        case "source":
            return f"${symbol(name)}$ has {_SOURCES[next(iter(node.flags), '')]}"
        case "channel":
            return f"${symbol(name)}$ arises from {of} through any channel{values}"
        case "affine":
            formula = rf"{symbol(name)} = \mathbf{{W}}^{{\top}} {symbol(node.parents[0])} + b"
            return rf"${formula}$ for every $b$ and almost every $\mathbf{{W}}$"
        case "network":
            kind = "injective" if "invertible" in node.flags else f"injective and {_BILIPSCHITZ}"
            layer = f"${symbol(name)}$ is any layer of a network on {of} of any depth, for all biases and almost all"
            return f"{layer} weights, with activations that are {kind}"
    adjectives = [word for flag, word in (("invertible", "invertible"), ("compact", "bounded")) if flag in node.flags]
    article = "an" if adjectives[:1] == ["invertible"] else "a"
    function = f"${symbol(name)}$ is {' '.join([article, *adjectives])} function of {of}{values}"
    activation = f", applied to each coordinate, injective and {_BILIPSCHITZ}"
    return function + (activation if "bilipschitz" in node.flags else "")


def _surrogate(name: str, declared: Declared, by: Notation) -> str:
    given = f" given ${by.listed(frozenset(declared.given))}$" if declared.given else ""
    kind = "the" if declared.exact else "any"
    return f"${by.surrogates[Surrogate(name)]}$ is {kind} conditional law of ${symbol(declared.of)}${given}"


def _moved(surrogate: Surrogate, by: Notation) -> str:
    """What a surrogate is that is moved along the last step of its path: a sentence."""
    step, along = surrogate.path[-1]
    inner = Surrogate(surrogate.name, surrogate.path[:-1])
    before, after = by.setting.conditions(inner), by.setting.conditions(surrogate)
    of = value(by.setting.declared(surrogate.name).of)
    left = f"{by.surrogates[surrogate]}({_bar(of, by.listed(after, value))})"
    event = ", ".join(f"{symbol(name)} = {value(name)}" for name in by.setting.node(along).parents)
    if step == "pullback":
        right = f"{by.surrogates[inner]}({_bar(of, by.listed(before, value))})"
        return f"Here ${left} = {right}$, where ${value(along)}$ is the value of ${symbol(along)}$ for ${event}$."
    drawn = by.listed(before, lambda name: symbol(name) if name == along else value(name))
    condition = rf" \,\middle|\, {event}" if event else ""
    return rf"Here ${left} = \mathbb{{E}}\left[{by.surrogates[inner]}({_bar(of, drawn)}){condition}\right]$."


def _bar(of: str, given: str) -> str:
    return f"{of}|{given}" if given else of


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else str(index + 1)


def _width(formula: str) -> int:
    """How many symbols wide a formula is, roughly: a command is one, what only places others is none."""
    plain = re.sub(r"\\(?:left|right|middle|mathbb|mathcal|mathrm|tilde|hat|bar|,)(?![a-z])|[{}_^ ]", "", formula)
    return len(re.sub(r"\\[A-Za-z]+", "x", plain))
