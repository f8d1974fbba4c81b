r"""Means of a softmax over simplices, in balls: cubature of high degree, with a bound for what it leaves out.

Notation: Z is uniform on a simplex in $\mathbf R^K$, $s_k = e^{Z_k} / \sum_j e^{Z_j}$, $\ell = \log \sum_j e^{Z_j}$,
and $H = \ell - \sum_k Z_k s_k$ is the entropy of s. Wanted are the means of $s_k$, H and $\ell - Z_y$.

*The bound.* Let c be the barycentre, $p = s(c)$, $z = c + t \delta$ a segment from it to a point (t = 1), and w at
least $\max_k \delta_k - \min_k \delta_k$, which is convex and so largest at a corner. Shift $\delta$ so that
$|\delta_k| \le w/2$; on the disk $|t| \le 2/w$ then $|t \delta_k| \le 1$, so that $E(t) = \sum_k p_k e^{t \delta_k}$
has $\mathrm{Re}\,E \ge \cos(1)/e$, $|E| \le e$ and an argument of at most 1. Hence $|s_k| \le G p_k$ with
$G = e^2/\cos 1$, and $|\log E| \le 2$; if m is the likeliest and $\epsilon = e^2 (1 - p_m)/p_m < 1$, then $\log E$ is
affine but for $|\log(1 + \cdot)| \le \epsilon/(1 - \epsilon)$. So, but for affine functions, $s_k$, H and $\ell$ are on
the disk at most
$$M = \min(2, \tfrac{\epsilon}{1 - \epsilon}) + G \sum_{k \ne m} p_k (\log(p_m/p_k) + 2),$$
and by Cauchy's estimate their Taylor polynomials of degree q are right within $M (w/2)^{q+1} / (1 - w/2)$ at t = 1. A
rule of weights $w_i$ that is exact for this degree is right within $1 + \sum_i |w_i|$ times that.

A simplex is bisected until this is small, or its mass is. An output that stays far below another one is left out, with
what it may add; where one alone is left, nothing is left to integrate. The work is bounded, for all outputs and their
labels together: what does not fit is bounded from its corners, by wider balls. Main result: `softmax_means`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, count
from math import inf, log2
from typing import TypeAlias

from flint import arb, arb_mat, ctx, fmpq

from ibverify.exact.loglinear import ZERO
from ibverify.integrals.cubature import degree, norm, simplex_rule, size
from ibverify.integrals.softmax_spread import completed, least_of, log_sum, spread, surprise, up_to

Corner: TypeAlias = tuple[fmpq, ...]

BUDGET = 3_000_000  # steps of about a microsecond, for the groups of all outputs together: some seconds
CORNER_COST = 5  # steps for each coordinate of a corner of a simplex
PLANNING = 8  # a goal is given up where more than this part of the budget goes into its plan
MOST = (1, 64, 24, 10, 7)  # the largest order of a rule, in 0, 1, 2, 3 and more dimensions
LEAST_GOAL = 4  # bits
GUARD_BITS = 32


@dataclass(frozen=True, slots=True)
class Block:
    """A uniform law on a simplex, of this mass; its corners have a coordinate for each output."""

    mass: fmpq
    corners: tuple[Corner, ...]


@dataclass(frozen=True, slots=True)
class Hull:
    """Any law of this mass on the convex hull of corners."""

    mass: fmpq
    corners: tuple[Corner, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that are integrated over together, and what is too much for that; not nothing."""

    blocks: tuple[Block, ...]
    rest: Hull | None = None

    @property
    def mass(self) -> fmpq:
        """That of all parts."""
        return sum((part.mass for part in self._parts), ZERO)

    @property
    def outputs(self) -> int:
        """How many there are."""
        return len(self._parts[0].corners[0])

    @property
    def corners(self) -> Iterator[Corner]:
        """Those of all parts."""
        return (corner for part in self._parts for corner in part.corners)

    @property
    def _parts(self) -> tuple[Block | Hull, ...]:
        return self.blocks if self.rest is None else (*self.blocks, self.rest)

    def __hash__(self) -> int:
        """That of a part: it is asked for often, and there may be thousands."""
        return hash((len(self.blocks), self.blocks[:1], self.rest is None))


@dataclass(frozen=True, slots=True)
class Means:
    r"""The integrals of $s_k$ and of $\ell - Z_k$ for each output k, and of the entropy of s: balls."""

    shares: tuple[arb, ...]
    losses: tuple[arb, ...]
    entropy: arb


@lru_cache(maxsize=64)
def softmax_means(group: Group, bits: int) -> Means:
    r"""The integrals over a group; balls of about $2^{-bits}$, or wider where that takes too much work. Rigorous.

    >>> thirds = softmax_means(Group((Block(fmpq(1), ((fmpq(5),) * 3,)),)), 32)  # three outputs, all of them 5
    >>> abs(thirds.shares[1] - arb(1) / 3) < 1e-9, abs(thirds.losses[0] - arb(3).log()) < 1e-9
    (True, True)
    """
    goal, leaves = _leaves(group.blocks, bits) if group.blocks else (LEAST_GOAL, [])
    outputs = range(group.outputs)
    with ctx.workprec(goal + GUARD_BITS):
        found = [(leaf, _evaluated(leaf)) for leaf in leaves]
        shares = [sum((leaf.mass * each.shares[k] for leaf, each in found), arb(0)) for k in outputs]
        excess = sum((leaf.mass * each.excess for leaf, each in found), arb(0))
        entropy = sum((leaf.mass * each.entropy for leaf, each in found), arb(0))
        above = [sum((leaf.mass * (leaf.centre[leaf.top] - leaf.centre[k]) for leaf in leaves), ZERO) for k in outputs]
        losses = [excess + arb(x) for x in above]
        if group.rest is not None:
            within, part = spread(group.rest.corners), group.rest.mass
            shares = [x + part * share for x, share in zip(shares, within.shares, strict=True)]
            losses = [x + part * loss for x, loss in zip(losses, within.losses, strict=True)]
            entropy += part * within.entropy
        mass = arb(group.mass)
        return Means(
            tuple(x.intersection(up_to(mass)) for x in shares),
            tuple(x.intersection(up_to(x.upper())) for x in losses),
            entropy.intersection(up_to(mass * arb(len(outputs)).log())),
        )


@dataclass(frozen=True, slots=True)
class _Leaf:
    r"""A simplex, to be integrated by the rule of an order, or by crude bounds if that is 0.

    `active` are the outputs that count, `gaps` how far each other one stays below one of these, `top` is the largest at
    the barycentre. What is expected to be left open is 2**log_error.
    """

    mass: fmpq
    corners: tuple[Corner, ...]
    centre: Corner
    top: int
    active: tuple[int, ...]
    gaps: dict[int, fmpq]
    order: int
    log_error: float

    @property
    def dimension(self) -> int:
        return len(self.corners) - 1

    @property
    def cost(self) -> int:
        """The steps that it takes."""
        nodes = size(self.dimension, self.order) if self.order else 0
        return _planning_cost(self.corners) + nodes * (len(self.active) + self.dimension)


@dataclass(frozen=True, slots=True)
class _Mean:
    r"""The means over a simplex: of $s_k$, of H, and of $\ell$ less the coordinate `top`."""

    shares: dict[int, arb]
    entropy: arb
    excess: arb


def _leaves(blocks: Sequence[Block], bits: int) -> tuple[int, list[_Leaf]]:
    """Simplices that together leave about 2**-goal open, for the largest goal up to `bits` that the budget allows.

    A softmax has a group for each output, among which the budget is shared.
    """
    goal, refused = bits, bits + 1
    budget = BUDGET // len(blocks[0].corners[0])
    if PLANNING * sum(_planning_cost(block.corners) for block in blocks) > budget:
        goal = LEAST_GOAL
    fits, leaves = _planned(blocks, goal, budget)
    while not fits and goal > LEAST_GOAL:
        refused, goal = goal, max(5 * goal // 8, LEAST_GOAL)
        fits, leaves = _planned(blocks, goal, budget)
    while LEAST_GOAL < goal < refused - 1:  # a goal that fits, below one that does not
        between = (goal + refused) // 2
        better, more = _planned(blocks, between, budget)
        if better:
            goal, leaves = between, more
        else:
            refused = between
    left = budget
    for i, leaf in enumerate(leaves):  # where even the least goal takes too much
        left -= leaf.cost
        if left < 0:
            leaves[i] = replace(leaf, order=0)
    return goal, leaves


def _planned(blocks: Sequence[Block], goal: int, budget: int) -> tuple[bool, list[_Leaf]]:
    """Simplices, bisected where most is left open; whether the budget sufficed for the goal."""
    order = count()
    plans = budget if goal <= LEAST_GOAL else budget // PLANNING
    with ctx.workprec(GUARD_BITS):
        first = [_leaf(block.mass, block.corners, goal) for block in blocks]
        cost = sum(leaf.cost for leaf in first)
        heap = [(-leaf.log_error, next(order), leaf) for leaf in first]
        if cost > budget:
            return False, first
        heapq.heapify(heap)
        while -heap[0][0] > -goal - log2(len(heap)):
            leaf = heap[0][2]
            one, two = (_leaf(leaf.mass / 2, corners, goal) for corners in _bisected(leaf))
            cost += one.cost + two.cost - leaf.cost
            plans -= 2 * _planning_cost(leaf.corners)
            if cost > budget or plans < 0:
                return False, [leaf for _, _, leaf in heap]
            heapq.heapreplace(heap, (-one.log_error, next(order), one))
            heapq.heappush(heap, (-two.log_error, next(order), two))
    return True, [leaf for _, _, leaf in heap]


def _planning_cost(corners: Sequence[Corner]) -> int:
    return CORNER_COST * (len(corners) + 1) * len(corners[0])


def _leaf(mass: fmpq, corners: tuple[Corner, ...], goal: int) -> _Leaf:
    """The simplex, with the least order that leaves 2**-goal open, or the largest one."""
    centre = tuple(sum(column, ZERO) / len(corners) for column in zip(*corners, strict=True))
    top = max(range(len(centre)), key=lambda k: centre[k])
    gaps = _gaps(corners, centre, top, fmpq(goal + 16))
    active = tuple(k for k in range(len(centre)) if k not in gaps)
    order, log_error = _order(corners, centre, active, goal)
    return _Leaf(mass, corners, centre, top, active, gaps, order, log_error + _log2(arb(mass)))


def _order(corners: Sequence[Corner], centre: Corner, active: Sequence[int], goal: int) -> tuple[int, float]:
    """The order of the rule, and the logarithm of the error; 0 where the simplex is too wide for a rule."""
    dimension = len(corners) - 1
    if len(active) == 1:
        return 0, -inf
    width = arb(_width(corners, centre, active))
    if width > (1.5 if dimension == 1 else 1):
        return 0, _log2(1 + width)
    least, most = (2 if dimension == 2 else 1), MOST[min(dimension, len(MOST) - 1)]
    bound = _bound(centre, active)
    gained = _log2(2 / width) if width > 0 else inf
    left = _log2(_remainder(bound, width, dimension, least)) + goal
    order = least
    while left > 0 and order < most:
        left += _log_growth(dimension, order) - gained * (degree(dimension, order + 1) - degree(dimension, order))
        order += 1
    return order, -inf if left <= 0 else left - goal


@lru_cache(maxsize=256)
def _log_growth(dimension: int, order: int) -> float:
    """The logarithm of what the sizes of the weights grow by, from this order to the next one."""
    return _log2(arb((1 + norm(dimension, order + 1)) / (1 + norm(dimension, order))))


def _gaps(corners: Sequence[Corner], centre: Corner, top: int, enough: fmpq) -> dict[int, fmpq]:
    """By how much outputs stay below one that is kept, on all of the simplex, where that is enough."""
    # No gap is larger than at the barycentre, so that there few outputs come into question.
    far = [k for k, x in enumerate(centre) if centre[top] - x >= enough]
    kept, found = [k for k in range(len(centre)) if k not in far], {}
    for k in sorted(far, key=lambda k: -max(corner[k] for corner in corners)):
        gap = max(min(corner[j] - corner[k] for corner in corners) for j in kept)
        if gap >= enough:
            found[k] = gap
        else:
            kept.append(k)
    return found


def _width(corners: Sequence[Corner], centre: Corner, active: Sequence[int]) -> fmpq:
    return max(_range(corner, centre, active) for corner in corners)


def _range(point: Corner, other: Corner, active: Sequence[int]) -> fmpq:
    differences = [point[k] - other[k] for k in active]
    return max(differences) - min(differences)


def _bisected(leaf: _Leaf) -> tuple[tuple[Corner, ...], tuple[Corner, ...]]:
    """Two halves, cut at the middle of the edge along which the active outputs vary most."""
    corners, pairs = leaf.corners, combinations(range(len(leaf.corners)), 2)
    i, j = max(pairs, key=lambda pair: _range(corners[pair[0]], corners[pair[1]], leaf.active))
    middle = tuple((a + b) / 2 for a, b in zip(corners[i], corners[j], strict=True))
    one, two = (tuple(middle if n == end else corner for n, corner in enumerate(corners)) for end in (i, j))
    return one, two


def _remainder(bound: arb, width: arb, dimension: int, order: int) -> arb:
    """A bound for the error of the rule, for a width below 2: see the module."""
    above = (1 + arb(norm(dimension, order))) * bound
    return above * (width / 2) ** (degree(dimension, order) + 1) / (1 - width / 2)


def _bound(centre: Corner, active: Sequence[int]) -> arb:
    """M of the module, at a barycentre."""
    top = max(active, key=lambda k: centre[k])
    below = [arb(centre[top] - centre[k]) for k in active if k != top]
    ratios = [(-gap).exp() for gap in below]
    whole, growth = sum(ratios, arb(1)), arb(2).exp()
    epsilon = growth * (whole - 1)
    first = least_of(arb(2), epsilon / (1 - epsilon)) if epsilon < 1 else arb(2)
    rest = sum((x / whole * (gap + 2) for x, gap in zip(ratios, below, strict=True)), arb(0))
    return first + growth / arb(1).cos() * rest


def _evaluated(leaf: _Leaf) -> _Mean:
    """The means over a simplex. What is left out, of weight eta, adds at most h(eta) + eta log K, and -log(1 - eta)."""
    if len(leaf.active) == 1:
        found = _Mean({leaf.top: arb(1)}, arb(0), arb(0))
    else:
        found = _by_rule(leaf) if leaf.order else _crudely(leaf)
    tails = {k: (-arb(gap)).exp() for k, gap in leaf.gaps.items()}
    eta = sum(tails.values(), arb(0))
    shares = {k: up_to(tail) for k, tail in tails.items()}
    shares |= {k: share - up_to(eta) for k, share in found.shares.items()}
    entropy = eta * (1 + arb(len(leaf.centre)).log()) + sum((arb(leaf.gaps[k]) * x for k, x in tails.items()), arb(0))
    return _Mean(shares, found.entropy + arb(0, 1) * entropy, found.excess + up_to(2 * eta))


def _by_rule(leaf: _Leaf) -> _Mean:
    """Sums over nodes are products of matrices: logits are affine in the nodes, so theirs are sums over corners."""
    rule = simplex_rule(leaf.dimension, leaf.order, ctx.prec)
    others = [k for k in leaf.active if k != leaf.top]
    corners = arb_mat([[arb(corner[k] - corner[leaf.top]) for k in others] for corner in leaf.corners])
    powers = [[z.exp() for z in logits] for logits in (rule.nodes * corners).tolist()]
    wholes = [sum(row, arb(1)) for row in powers]
    shares = [[x / whole for x in row] for row, whole in zip(powers, wholes, strict=True)]
    moments = (rule.moments * arb_mat(shares)).tolist()
    sums = [sum(column, arb(0)) for column in zip(*moments, strict=True)]
    excess = sum((weight * whole.log() for weight, whole in zip(rule.weights, wholes, strict=True)), arb(0))
    pairs = zip(corners.entries(), (x for row in moments for x in row), strict=True)
    entropy = excess - sum((z * x for z, x in pairs), arb(0))
    bound, width = _bound(leaf.centre, leaf.active), arb(_width(leaf.corners, leaf.centre, leaf.active))
    error = arb(0, 1) * _remainder(bound, width, leaf.dimension, leaf.order)
    found = dict(zip(others, [x + error for x in sums], strict=True))
    found[leaf.top] = 1 - sum(found.values(), arb(0))
    return _Mean(found, entropy + error, excess + error)


def _crudely(leaf: _Leaf) -> _Mean:
    r"""From the corners: $\log s_k$ is concave and $\ell$ convex, so their means are bounded by the corners'."""
    inside = spread([[corner[k] for k in leaf.active] for corner in leaf.corners])
    means = [sum(column, arb(0)) / len(leaf.corners) for column in zip(*inside.log_shares, strict=True)]
    shares = completed([x.exp() for x in means])
    # The mean of -s log s is its value at the mean of s at most.
    most = sum((surprise(share).upper() for share in shares), arb(0))
    entropy = inside.entropy.intersection(up_to(least_of(most, inside.entropy.upper())))
    at_centre = log_sum([leaf.centre[k] for k in leaf.active]) - arb(leaf.centre[leaf.top])
    excess = at_centre.union(-means[leaf.active.index(leaf.top)])
    return _Mean(dict(zip(leaf.active, shares, strict=True)), entropy, excess)


def _log2(ball: arb) -> float:
    """The logarithm to base 2 of the upper end, as a float: for plans alone, it bounds nothing."""
    upper = ball.upper()
    return float(upper.log() / arb(2).log()) if upper > 0 else -inf
