r"""Settings of the kernel in words and LaTeX: how each variable arises, and what the surrogates are that are moved."""

from __future__ import annotations

from ibverify.kernel import Surrogate
from ibverify.kernel.setting import Declared, Node
from ibverify.report.latex import Notation, of_statement, symbol, value

_SOURCES = {
    "": "any law",
    "finite": "any law on finitely many values",
    "diffuse": "any law that is not discrete",
    "density": "any law with a square integrable density that vanishes outside of a compact set",
    "component": "any law with a component that has a square integrable density, zero outside of a compact set",
}
_BILIPSCHITZ = "bi-Lipschitz on compact intervals"


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
