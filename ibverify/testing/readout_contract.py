r"""The contract of readouts: what one says of a law is what information about a channel's output can be.

For R drawn from a function L of X: $0 \le I(Y;R) \le I(X;R)$, $I(Y;R) \le I(Y;L) \le H(Y)$, $I(X;R) \le H(R)$ and
$I(X;R) \le I(X;L)$. The values belong to the law: they stay when its cells are cut, and $I(X;R)$, like $H(R)$, does not
depend on what the labels are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flint import fmpq

from ibverify.exact import Value, compare
from ibverify.exact.rational import integer_row
from ibverify.information import Information, information, label_entropy
from ibverify.law import Cell, Law
from ibverify.polyhedra import barycentre, cut
from ibverify.readouts import Readout, channel
from ibverify.testing.violation import refuse_first


def check_readout(readout: Readout, law: Law) -> None:
    """Nothing for a readout that keeps its contract on a law; exact for exact values. Raises `ContractViolation`.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> from ibverify.readouts import named
    >>> unit = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])
    >>> check_readout(named("threshold").readout(fmpq(1, 3)), unit)
    """
    refuse_first(readout.name, _violations(readout, law))


def _violations(readout: Readout, law: Law) -> Iterator[str]:
    of = channel(readout).information
    found, before = of(law), information(law)
    yield from _refuted("0 <= I(Y;R)", Value(0), found.precision)
    yield from _refuted("I(Y;R) <= I(X;R)", found.precision, found.compression)
    yield from _refuted("I(Y;R) <= I(Y;L)", found.precision, before.precision)
    yield from _refuted("I(Y;R) <= H(Y)", found.precision, label_entropy(law))
    yield from _refuted("I(X;R) <= H(R)", found.compression, found.entropy)
    yield from _refuted("I(X;R) <= I(X;L)", found.compression, before.compression)
    if found.dimensions is None or sum(found.dimensions.values(), fmpq(0)) != 1:
        yield "the masses by dimension do not sum to 1"
    cut_up = replace(law, cells=tuple(part for cell in law.cells for part in _halves(cell)))
    yield from _changed("when the cells are cut", found, of(cut_up), ("entropy", "compression", "precision"))
    names = tuple(replace(cell, label=f"_{cell.label}") for cell in law.cells)
    renamed = Law(law.width, names, {f"_{label}": mass for label, mass in law.label_masses.items()})
    yield from _changed("when the labels get other names", found, of(renamed), ("entropy", "compression", "precision"))
    one = Law(law.width, tuple(replace(cell, label="0") for cell in law.cells), {"0": fmpq(1)})
    yield from _changed("when there is one label", found, of(one), ("entropy", "compression"))


def _refuted(statement: str, small: Value, large: Value) -> Iterator[str]:
    if compare(small, "<=", large).refuted:
        yield f"{statement} is false: {small} and {large}"


def _changed(when: str, first: Information, second: Information, quantities: tuple[str, ...]) -> Iterator[str]:
    for quantity in quantities:
        one, other = getattr(first, quantity), getattr(second, quantity)
        if compare(one, "==", other).refuted:
            yield f"its {quantity} changes {when}: {one} and {other}"


def _halves(cell: Cell) -> Iterator[Cell]:
    """The cell, cut through its middle along the first coordinate of the chart."""
    if not cell.dimension:
        yield cell
        return
    middle = barycentre(cell.polytope)[0]
    wall = integer_row([fmpq(1), *(fmpq(0) for _ in range(cell.dimension - 1)), -middle])
    for part in cut(cell.polytope, wall):
        if part is not None:
            yield replace(cell, piece=replace(cell.piece, polytope=part))
