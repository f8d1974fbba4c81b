r"""Terms, sums and statements of the kernel in LaTeX, in the paper's notation; needs amsmath and amssymb.

`I("Y", "L")` is $I(Y;L)$, `H("Y", "L")` is $H(Y|L)$, `log_cardinality("Y")` is $\log|\mathcal{Y}|$, `C("Q")` is
$C(P_{Y|L} \| Q_{Y|L})$ for a surrogate of Y given L, `D("L", "Q")` is $\mathbb{E}\,D(P_{Y|L} \| Q_{Y|L})$. Moved along
the decoder, (22) or (25), a surrogate is given L in place of $\tilde{Y}$; a prime tells two that would look the same.

>>> from ibverify.kernel import C, I, channel, function, pullback, setting, source, surrogate
>>> s = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Yt=function("L"), Q=surrogate("Y", "Yt"))
>>> print(of_sum(total := I("Y", "L") + C(pullback("Q", "Yt")), notation(s, [total])))
I(Y;L) + C\left(P_{Y|L} \,\middle\|\, Q_{Y|L}\right)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ibverify.errors import ProblemError
from ibverify.kernel import Setting, Statement, Sum, Surrogate
from ibverify.kernel.terms import (
    Constant,
    CrossEntropy,
    Divergence,
    Information,
    LogCardinality,
    Minimum,
    Names,
    Quantity,
    Relation,
    Term,
)
from ibverify.report.text import escape

RELATIONS: Mapping[Relation, str] = {"==": "=", "<=": r"\leq", ">=": r"\geq"}
_NAME = re.compile(
    r"(?P<letter>[A-Za-z]|alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi"
    r"|chi|psi|omega)(?P<mark>hat|tilde|bar|(?<=[A-Z])t)?(?P<index>[0-9]+|_[A-Za-z0-9]+)?"
)


def symbol(name: str) -> str:
    r"""The symbol of a variable: marks and indices are read off its name, any other name is a word.

    >>> symbol("X"), symbol("Yt"), symbol("Yhat2"), symbol("L_next"), symbol("eta"), symbol("a name")
    ('X', '\\tilde{Y}', '\\hat{Y}_2', 'L_{\\mathrm{next}}', '\\eta', '\\text{a name}')
    """
    return _with_index(name, str)


def value(name: str) -> str:
    r"""The symbol of a value of a variable: the small letter.

    >>> value("L"), value("Yt")
    ('\\ell', '\\tilde{y}')
    """
    return _with_index(
        name, lambda letter: r"\ell" if letter == "L" else letter.lower() if len(letter) == 1 else letter
    )


def alphabet(name: str) -> str:
    r"""The symbol of the set of letters of a finite variable: the script letter, where there is one.

    >>> alphabet("Y"), alphabet("Yhat")
    ('\\mathcal{Y}', '\\hat{\\mathcal{Y}}')
    """
    return _with_index(name, lambda letter: rf"\mathcal{{{letter}}}" if letter.isupper() else letter)


@dataclass(frozen=True, slots=True)
class Notation:
    """A setting, and the symbol of each surrogate that is spoken of; those that they are made of come before them."""

    setting: Setting
    surrogates: Mapping[Surrogate, str]

    def listed(self, variables: Names, draw: Callable[[str], str] = symbol) -> str:
        """Variables in the order of the setting, with commas."""
        return ",".join(draw(name) for name, _ in self.setting.nodes if name in variables)

    def law(self, of: str, given: Names, face: str = "P") -> str:
        r"""A conditional law, $P_{Y|L}$."""
        return rf"{face}_{{{symbol(of)}{f'|{self.listed(given)}' if given else ''}}}"


def notation(setting: Setting, sums: Iterable[Sum]) -> Notation:
    """The symbols for these sums.

    Raises `ProblemError` for variables that would look the same, and for a surrogate that the setting does not have.
    """
    faces: dict[str, str] = {}
    for name, _ in setting.nodes:
        if (other := faces.setdefault(symbol(name), name)) != name:
            raise ProblemError(name, f"it is printed like {other}", "rename one of the two")
    symbols: dict[Surrogate, str] = {}
    for surrogate in (found for total in sums for found in _surrogates(total)):
        for length in range(len(surrogate.path) + 1):
            part = Surrogate(surrogate.name, surrogate.path[:length])
            if part not in symbols:
                symbols[part] = _new_symbol(setting, part, [*symbols.values()])
    return Notation(setting, symbols)


def of_statement(statement: Statement, by: Notation) -> str:
    """A statement: two sums and their relation."""
    return f"{of_sum(statement.left, by)} {RELATIONS[statement.relation]} {of_sum(statement.right, by)}"


def of_sum(total: Sum, by: Notation) -> str:
    """A sum in the order written; the empty one is 0."""
    return " + ".join(_multiple(term, count, by) for term, count in total) or "0"


def of_difference(total: Sum, taken: Sum, by: Notation) -> str:
    """A sum less another one."""
    first = of_sum(total, by) if total.parts or not taken.parts else ""
    return (first + "".join(f" - {_multiple(term, count, by)}" for term, count in taken)).strip()


def of_term(term: Term, by: Notation) -> str:
    """A term."""
    match term:
        case Information(left, right, given):
            condition = f"|{by.listed(given)}" if given else ""
            if left == right:
                return f"H({by.listed(left)}{condition})"
            return f"I({by.listed(left)};{by.listed(right)}{condition})"
        case LogCardinality(of):
            return rf"\log|{alphabet(of)}|"
        case CrossEntropy(surrogate):
            return f"C{_against(surrogate, by.setting.conditions(surrogate), by)}"
        case Divergence(given, surrogate):
            return (r"\mathbb{E}\," if given else "") + f"D{_against(surrogate, given, by)}"
        case Quantity("width", of):
            return f"|{symbol(of)}|"
        case Quantity("minwidth", of):
            return rf"\min_{{V \preceq {symbol(of)}}} |V|"
        case Quantity("upperd2", of):
            return rf"\overline{{d}}^2({symbol(of)})"
        case Quantity("upperd2", of):
            return rf"\overline{{d}}^2({symbol(of)})"
        case Quantity(kind, of):
            return f"{kind.replace('2', '^2')}({symbol(of)})"
        case Minimum(first, second):
            return rf"\min\{{{of_sum(first, by)},\, {of_sum(second, by)}\}}"
        case Constant(which):
            return r"\infty" if which == "oo" else "1"


def _multiple(term: Term, count: int, by: Notation) -> str:
    if isinstance(term, Constant) and term.value == "1":
        return str(count)
    return of_term(term, by) if count == 1 else rf"{count}\,{of_term(term, by)}"


def _against(surrogate: Surrogate, given: Names, by: Notation) -> str:
    true_law = by.law(by.setting.declared(surrogate.name).of, given)
    return rf"\left({true_law} \,\middle\|\, {by.surrogates[surrogate]}\right)"


def _surrogates(total: Sum) -> Iterable[Surrogate]:
    for term, _ in total:
        match term:
            case CrossEntropy(surrogate) | Divergence(_, surrogate):
                yield surrogate
            case Minimum(first, second):
                yield from (*_surrogates(first), *_surrogates(second))


def _new_symbol(setting: Setting, surrogate: Surrogate, taken: list[str]) -> str:
    """Its law with an index above and as many primes as it takes; P is for the true laws."""
    of, given = setting.declared(surrogate.name).of, setting.conditions(surrogate)
    face, index = _drawn(surrogate.name, str)
    above = f"^{{({index})}}" if index else ""
    primes = "'" if face == "P" else ""
    while (candidate := Notation(setting, {}).law(of, given, face + primes + above)) in taken:
        primes += "'"
    return candidate


def _with_index(name: str, draw: Callable[[str], str]) -> str:
    face, index = _drawn(name, draw)
    return face if not index else f"{face}_{index}" if len(index) == 1 else f"{face}_{{{index}}}"


def _drawn(name: str, draw: Callable[[str], str]) -> tuple[str, str]:
    """The letter of a name with its mark, the letter as `draw` gives it, and the index."""
    found = _NAME.fullmatch(name)
    if found is None:
        return rf"\text{{{escape(name)}}}", ""
    letter, mark, index = found.group("letter", "mark", "index")
    face = draw(letter if len(letter) == 1 else "\\" + letter)
    if mark:
        face = rf"\{'tilde' if mark == 't' else mark}{{{face}}}"
    word = (index or "").removeprefix("_")
    return face, rf"\mathrm{{{word}}}" if len(word) > 1 and not word.isdigit() else word
