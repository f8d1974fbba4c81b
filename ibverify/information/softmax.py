r"""Soft decisions after a sigmoid or a softmax: their information and cross-entropy (Secs. 5.2 and 9).

Z is the pre-activation, an exact law. The decision $\hat Y$ is the second of two labels with probability $\sigma(Z)$; a
softmax of $(Z_1, Z_2)$ is the sigmoid of $Z_2 - Z_1$. With $q = \mathbf E\,\sigma(Z)$ and $q_y$ the same given the
label,
$$H(\hat Y) = H_b(q), \quad I(X; \hat Y) = H_b(q) - \mathbf E\,H_b(\sigma(Z)), \quad
  I(Y; \hat Y) = H_b(q) - \sum_y P(y) H_b(q_y), \quad C = \mathbf E \log(1 + e^{\pm Z}),$$
the sign of the cross-entropy $C = \mathbf E[-\log Q(Y|Z)]$ being minus for the second label. More outputs have the same
formulas with entropies in the place of $H_b$, and means that are integrated over the simplices of the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from flint import fmpq

from ibverify.activations import Piece
from ibverify.errors import UnsupportedLaw, shown
from ibverify.exact import Value, clipped, log_value, total
from ibverify.information.layer import label_entropy
from ibverify.information.on_line import measures
from ibverify.integrals.logistic import decision_entropy, mean_decision_entropy, softplus_mean
from ibverify.integrals.softmax import entropy_of_mean, loss_mean, mean_entropy
from ibverify.integrals.softmax_means import Block, Corner, Group, Hull
from ibverify.law.cell import Cell, Label, Law
from ibverify.law.reduced import reduced
from ibverify.polyhedra import simplex_volume, triangulate
from ibverify.polyhedra.volume import Simplices

BITS = 128
LABELS = ("0", "1")
MAX_SIMPLICES = 30_000  # for all labels together: some seconds


@dataclass(frozen=True, slots=True)
class SoftEnclosure:
    r"""$H(\hat Y)$, $I(X; \hat Y)$, $I(Y; \hat Y)$ and the cross-entropy of the soft decision, in nats; all finite."""

    decision_entropy: Value
    compression: Value
    precision: Value
    cross_entropy: Value


def soft_enclosure(law: Law, activation: str) -> SoftEnclosure:
    """The soft decision after "sigmoid" (one output, labels "0" and "1") or "softmax" (an output for each label).

    `law` is that of the pre-activations. Enclosed: to any precision for one output or two, by values at breakpoints;
    for more, to 17 digits on lines and mostly in the plane, to fewer in more dimensions, and crudely for laws of very
    many simplices. Nothing is sampled. Raises `UnsupportedLaw` for another activation and for other labels.

    >>> from ibverify.distributions import atom
    >>> from ibverify.law import mixture
    >>> sure = mixture([(str(y), fmpq(1, 2), atom.support([fmpq(2 * y - 1)])) for y in (0, 1)])  # Z = -1, 1
    >>> found = soft_enclosure(sure, "sigmoid")
    >>> found.decision_entropy, found.cross_entropy.enclosure(5)  # log(1 + 1/e)
    (Value('log(2)'), ('0.31326', '0.31327'))
    """
    if activation == "softmax" and law.width > 2:
        return _of_several(law)
    first, odds = _log_odds(law, activation)
    own = measures(odds)
    whole = reduce(add, own.values())
    entropy = decision_entropy(whole)
    given_label = [decision_entropy(own[y].scaled(1 / mass)) * -mass for y, mass in law.label_masses.items()]
    log2 = log_value(2).interval(BITS)[1]
    of_label = label_entropy(law).interval(BITS)[1]
    errors = [own[y] if y == first else own[y].pushed(fmpq(-1)) for y in own]
    return SoftEnclosure(
        clipped(entropy, fmpq(0), log2),
        clipped(entropy - mean_decision_entropy(whole), fmpq(0), log2),
        clipped(total([entropy, *given_label]), fmpq(0), of_label),
        clipped(softplus_mean(reduce(add, errors)), fmpq(0), None),
    )


def _log_odds(law: Law, activation: str) -> tuple[Label, Law]:
    """The first label, and the law of the logarithm of the odds of the second."""
    if activation == "sigmoid" and law.width == 1:
        strange = [label for label in law.labels if label not in LABELS]
        if strange:
            what = f"the label {shown(strange[0])} beside a sigmoid, whose output is the probability of label '1'"
            raise UnsupportedLaw("soft", what, "use the labels '0' and '1'")
        return LABELS[0], law
    if activation == "softmax" and law.width == 2:
        _check_labels(law)
        return law.labels[0], Law(1, tuple(map(_difference, law.cells)), law.label_masses)
    if activation in ("sigmoid", "softmax"):
        what = f"a {activation} of {law.width} outputs gives no probabilities of labels"
        raise UnsupportedLaw("soft", what, "use a sigmoid of one output, or a softmax of an output for each label")
    raise UnsupportedLaw("soft", f"{shown(activation)} gives no probabilities", "use 'sigmoid' or 'softmax'")


def _of_several(law: Law) -> SoftEnclosure:
    """A softmax of three outputs or more."""
    _check_labels(law)
    groups = {label: _group(law, label) for label in law.labels}
    everything = tuple(groups.values())
    most = log_value(law.width).interval(BITS)[1]
    of_label = label_entropy(law).interval(BITS)[1]
    entropy = entropy_of_mean(everything, fmpq(1))
    given_label = [entropy_of_mean((groups[y],), mass) * -mass for y, mass in law.label_masses.items()]
    return SoftEnclosure(
        clipped(entropy, fmpq(0), most),
        clipped(entropy - mean_entropy(everything), fmpq(0), most),
        clipped(total([entropy, *given_label]), fmpq(0), of_label),
        clipped(total(loss_mean(own, k) for k, own in enumerate(everything)), fmpq(0), None),
    )


def _group(law: Law, label: Label) -> Group:
    """The simplices of a label, with the outputs at their corners less the last output: all that a softmax reads.

    Cells of too many simplices are left whole: of their masses no more than the sum is known, what the label has left.
    """
    found: list[Block] = []
    whole: list[Corner] = []
    for cell in reduced(law).cells:
        if cell.label != label:
            continue
        corners = [tuple(x - point[-1] for x in point) for point in map(cell.image, cell.polytope.vertices)]
        indices = _simplices(cell, MAX_SIMPLICES // law.width - len(found))
        if indices is None:
            whole += corners
        else:
            found += [_block(cell, corners, each) for each in indices]
    if not whole:
        return Group(tuple(found))
    rest = law.label_masses[label] - sum((block.mass for block in found), fmpq(0))
    return Group(tuple(found), Hull(rest, tuple(dict.fromkeys(whole))))


def _simplices(cell: Cell, most: int) -> Simplices | None:
    """Those of a cell; None if there are more than so many."""
    try:
        found = triangulate(cell.polytope)
    except UnsupportedLaw:
        return None
    return found if len(found) <= most else None


def _block(cell: Cell, corners: Sequence[Corner], indices: Sequence[int]) -> Block:
    volume = simplex_volume([cell.polytope.vertices[i] for i in indices])
    return Block(cell.density * volume, tuple(corners[i] for i in indices))


def _check_labels(law: Law) -> None:
    if len(law.labels) != law.width:
        what = f"{len(law.labels)} labels for a softmax of {law.width} outputs"
        raise UnsupportedLaw("soft", what, "give one output for each label")


def _difference(cell: Cell) -> Cell:
    """The cell, mapped by the second coordinate less the first."""
    first, second = cell.piece.rows
    row = tuple(b - a for a, b in zip(first, second, strict=True))
    return Cell(cell.label, cell.density, Piece(cell.polytope, (row,), cell.piece.denominator))
