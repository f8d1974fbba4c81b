"""Sums, statements and settings in plain text, as the ledger and error messages print them. Not trusted."""

from __future__ import annotations

from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import (
    Constant,
    CrossEntropy,
    Divergence,
    Information,
    LogCardinality,
    Minimum,
    Names,
    Quantity,
    Statement,
    Sum,
    Surrogate,
    Term,
)


def statement_text(statement: Statement) -> str:
    """A statement.

    >>> from ibverify.kernel import C, H, I
    >>> statement_text(Statement(H("Y"), "<=", I("Y", "L") + 2 * C("Q")))
    'H(Y) <= I(Y;L) + 2 C(Q)'
    """
    return f"{sum_text(statement.left)} {statement.relation} {sum_text(statement.right)}"


def sum_text(total: Sum) -> str:
    """A sum; the empty one is 0."""
    parts = [_term(term) if count == 1 else f"{count} {_term(term)}" for term, count in total]
    return " + ".join(parts) or "0"


def setting_text(setting: Setting) -> str:
    """A setting, a phrase for each of its parts, then what is assumed.

    >>> from ibverify.kernel import channel, function, setting, source, surrogate
    >>> setting_text(setting(X=source("density"), Y=channel("X", finite=True), T=function("X"), Q=surrogate("Y", "T")))
    'any law of X with a density; any finite Y given X; any function T of X; any law Q of Y given T'
    """
    variables = [_phrase(name, node.kind, ", ".join(node.parents), node.flags) for name, node in setting.nodes]
    surrogates = [
        f"{'the' if part.exact else 'any'} law {name} of {part.of}{_given(part.given)}"
        for name, part in setting.surrogates
    ]
    assumed = " and ".join(map(statement_text, setting.hypotheses))
    return "; ".join([*variables, *surrogates, *([f"assuming {assumed}"] if assumed else [])])


_LAWS = {
    "": "any law of {}",
    "finite": "any law of a finite {}",
    "diffuse": "any law of {} that is not discrete",
    "density": "any law of {} with a density",
    "component": "any law of {} that has a component with a density",
}
_WEIGHTS = "for almost every choice of the weights"


def _phrase(name: str, kind: str, parents: str, flags: Names) -> str:
    said = " ".join(word for word in ("invertible", "compact", "finite") if word in flags)
    said = said.replace("compact", "bounded") + " " * bool(said)
    steady = ["bi-Lipschitz"] if "bilipschitz" in flags else []
    match kind:
        case "source":
            return _LAWS[next(iter(flags), "")].format(name)
        case "channel":
            return f"any {said}{name} given {parents}"
        case "function":
            return f"any {said}{' '.join([*steady, 'function'])} {name} of {parents}"
        case "affine":
            return f"{name} affine in {parents}, {_WEIGHTS}"
    kinds = " ".join([*steady, *(["injective"] if "invertible" in flags else [])])
    return f"any layer {name} of a network on {parents} with {kinds} activations, {_WEIGHTS}"


def _given(names: tuple[str, ...]) -> str:
    return f" given {', '.join(names)}" if names else ""


def _term(term: Term) -> str:
    match term:
        case Information(left, right, given):
            bar = f"|{_names(given)}" if given else ""
            return f"H({_names(left)}{bar})" if left == right else f"I({_names(left)};{_names(right)}{bar})"
        case LogCardinality(of):
            return f"log|{of}|"
        case CrossEntropy(surrogate):
            return f"C({_surrogate(surrogate)})"
        case Divergence(given, surrogate):
            bar = f"P(.|{_names(given)})" if given else "P"
            return f"D({bar} || {_surrogate(surrogate)})"
        case Quantity("width", of):
            return f"|{of}|"
        case Quantity(kind, of):
            return f"{kind}({of})"
        case Minimum(first, second):
            return f"min({sum_text(first)}, {sum_text(second)})"
        case Constant(value):
            return value


def _names(names: Names) -> str:
    return ",".join(sorted(names))


def _surrogate(surrogate: Surrogate) -> str:
    text = surrogate.name
    for step, name in surrogate.path:
        text = f"{text} at {name}" if step == "pullback" else f"E {text} over {name}"
    return text
