"""Results as tables for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from flint import fmpq

from ibverify.exact import Quantity, Value
from ibverify.exact.printing import short
from ibverify.exact.units import Unit
from ibverify.formats.evaluation import neuron
from ibverify.information import Information
from ibverify.network import Layer
from ibverify.study.analyze import Analysis
from ibverify.study.chain import Chain
from ibverify.study.evaluate import Evaluation
from ibverify.study.expect import Checked

LONGEST = 60


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Left-aligned columns, two blanks apart, each as wide as its longest entry."""
    lines = [header, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def analysis_table(analysis: Analysis, unit: Unit, beta: fmpq | None, *, full: bool) -> str:
    """The analysis of a problem, a line for each layer, then the reasons of what is infinite or not exact."""
    notes: list[str] = []

    def shown(value: Value, of: str) -> str:
        if value.reason is not None:
            notes.append(f"{of} is {'infinite' if value.is_infinite else 'only enclosed'}: {reason_text(value.reason)}")
        return value_text(Quantity(value, unit), full=full)

    def line(name: str, found: Information) -> list[str]:
        of_x, of_y = shown(found.compression, f"{name}: I(X;L)"), shown(found.precision, f"{name}: I(Y;L)")
        functional = [] if beta is None else [value_text(Quantity(found.functional(beta), unit), full=full)]
        return [name, str(found.width), _law_text(found), of_x, of_y, *functional]

    layers = zip(analysis.network.layers, analysis.layers, strict=True)
    rows = [
        line("input", analysis.input),
        *(line(_layer_name(i, layer), found) for i, (layer, found) in enumerate(layers, start=1)),
        *([] if analysis.readout is None else [line("readout", analysis.readout)]),
    ]
    header = ["layer", "width", "law", "I(X;L)", "I(Y;L)", *([] if beta is None else [f"IB, beta = {beta}"])]
    labels = value_text(Quantity(analysis.label_entropy, unit), full=full)
    found = table(header, rows)
    if analysis.chain is not None:
        bound = _bound_text(analysis.chain, analysis.label_entropy, unit, full=full)
        found += "\n\n" + table(("Sec. 9", "value"), _chain_rows(analysis.chain, bound, shown))
    return "\n".join([f"H(Y) = {labels}, all values in {unit}s", "", found, *([""] if notes else []), *notes])


def _bound_text(chain: Chain, label_entropy: Value, unit: Unit, *, full: bool) -> str:
    """H(Y) - C(Q), which is -oo where Q rules out a label that occurs; why it is not exact is said of C(Q)."""
    if chain.cross_entropy.is_infinite:
        return "-oo"
    return value_text(Quantity(label_entropy - chain.cross_entropy, unit), full=full)


def _chain_rows(chain: Chain, bound: str, shown: Callable[[Value, str], str]) -> Iterator[tuple[str, str]]:
    """The bounds (24): what the output tells, the cross-entropy, and what is lost on the way to it."""
    yield "I(Y;Y~)", shown(chain.output, "I(Y;Y~)")
    yield "C(Q)", shown(chain.cross_entropy, "C(Q)")
    yield "H(Y) - C(Q)", bound
    yield "lost by the decision rule", shown(chain.rule, "the loss of the decision rule")
    for index, loss in enumerate(chain.decoder, start=1):
        if loss is not None:
            yield f"lost by the decoder of layer {index}", shown(loss, f"the loss of the decoder of layer {index}")


def checks_table(checked: Iterable[Checked]) -> str:
    """A line for each expectation: its outcome, where, and the two values."""
    return "\n".join(
        f"{c.outcome.status.value}: {c.expectation.quantity} at {c.expectation.layer}: {c.outcome.statement}"
        for c in checked
    )


def evaluation_table(evaluations: Iterable[Evaluation]) -> str:
    """A block for each point: the input, then a line for each layer."""
    blocks = []
    for found in evaluations:
        lines = [f"input  {' '.join(map(str, found.point))}"]
        for i, layer in enumerate(found.layers, start=1):
            shown = [x if isinstance(x, str) else f"[{x[0]}, {x[1]}]" for x in map(neuron, layer)]
            lines.append(f"{i:<5}  {' '.join(shown)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def reason_text(reason: str) -> str:
    """Why a value is infinite or not exact; what is advised to callers from Python is said as the command has it.

    >>> reason_text("there is no closed form; ask for more digits of the enclosure")
    'there is no closed form; ask for more digits (--json has 17) of the enclosure'
    """
    return reason.replace("ask for more digits", "ask for more digits (--json has 17)")


def value_text(quantity: Quantity, *, full: bool = False) -> str:
    """A value as people read it: its string and a decimal, or its enclosure."""
    text, ends = str(quantity), quantity.enclosure(7)
    if ends is None:
        return "oo"
    if not quantity.value.is_exact:
        return f"[{ends[0]}, {ends[1]}]"
    if len(text) > LONGEST and not full:
        return f"{ends[0]}... (exact: --full)"
    return text if ends[0] == ends[1] else f"{text} = {ends[0]}..."


def _layer_name(index: int, layer: Layer) -> str:
    parameters = ", ".join(f"{name} {value}" for name, value in layer.activation.parameters.items())
    activation = f"{layer.activation.name} {parameters}".strip()
    return f"{index} {layer.name or ''} {activation}".replace("  ", " ")


def _law_text(found: Information) -> str:
    if found.dimensions is None:
        return "?"
    parts = []
    for rank, mass in found.dimensions.items():
        count = "atoms" if found.atoms is None else f"{found.atoms} atom{'s' if found.atoms != 1 else ''}"
        parts.append(f"{short(mass, 12)} on {count if rank == 0 else f'dimension {rank}'}")
    return ", ".join(parts)
