"""Soft decisions after a sigmoid and a softmax: by hand, by quadrature, and the inequalities that tie them together."""

from __future__ import annotations

import mpmath
import pytest
from flint import fmpq
from hypothesis import given, settings

from ibverify.distributions import atom, box, polytope
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Value, compare, rational
from ibverify.information import information, label_entropy, softmax
from ibverify.information.softmax import SoftEnclosure, soft_enclosure
from ibverify.law import Law, mixture, push
from ibverify.network import Network, layer
from ibverify.testing.strategies import laws

HALF = fmpq(1, 2)


def points(*triples: tuple[str, str | int, str]) -> Law:
    return mixture([(y, rational(m), atom.support([rational(x)])) for y, x, m in triples])


def segment(low: str | int, high: str | int):
    return box.support([(rational(low), rational(high))])


def ends(value: Value, bits: int = 64) -> tuple[fmpq, fmpq]:
    low, high = value.interval(bits)
    assert low is not None
    assert high is not None
    return low, high


def quantities(found: SoftEnclosure) -> tuple[Value, Value, Value, Value]:
    return found.decision_entropy, found.compression, found.precision, found.cross_entropy


def sigmoid(z):
    return 1 / (1 + mpmath.exp(-z))


def binary(p):
    return -p * mpmath.log(p) - (1 - p) * mpmath.log(1 - p)


def by_quadrature(own) -> tuple[mpmath.mpf, ...]:
    """The four quantities, from a mean E[g(Z); Y = y] for each of the labels "0" and "1" of mass 1/2."""
    q0, q1 = own[0](sigmoid), own[1](sigmoid)
    entropy = binary(q0 + q1)
    left = sum(mean(lambda z: binary(sigmoid(z))) for mean in own)
    loss = own[0](lambda z: mpmath.log1p(mpmath.exp(z))) + own[1](lambda z: mpmath.log1p(mpmath.exp(-z)))
    return entropy, entropy - left, entropy - (binary(2 * q0) + binary(2 * q1)) / 2, loss


def agree(found: SoftEnclosure, references: tuple[mpmath.mpf, ...]) -> bool:
    for value, reference in zip(quantities(found), references, strict=True):
        low, high = (mpmath.mpf(int(x.p)) / int(x.q) for x in ends(value))
        if not low - mpmath.mpf("1e-13") <= reference <= high + mpmath.mpf("1e-13"):
            return False
    return True


def uniform(low: int, high: int):
    return lambda g: mpmath.quad(lambda z: g(z) / (high - low), [low, high])


def half_of_tent(b: int):
    """The mean over a symmetric tent on [-b, b], of mass 1/2."""
    return lambda g: mpmath.quad(lambda z: g(z) * (b - abs(z)) / (2 * b * b), [-b, 0, b])


MIXED = mixture(
    [("0", HALF, segment(-2, 1)), ("1", fmpq(1, 4), segment(0, 3)), ("1", fmpq(1, 4), atom.support([fmpq(1)]))]
)
MEANS = (lambda g: uniform(-2, 1)(g) / 2, lambda g: uniform(0, 3)(g) / 4 + g(mpmath.mpf(1)) / 4)


def test_a_sigmoid_against_quadrature():
    assert agree(soft_enclosure(MIXED, "sigmoid"), by_quadrature(MEANS))


def test_a_sigmoid_of_a_projected_square():
    """Z = 4(x1 + x2) - 4 with density (4 - |z|)/16 on the label "0"; the label "1" has Z = 2."""
    square, point = box.support([(fmpq(0), fmpq(1))] * 2), atom.support([fmpq(3, 4), fmpq(3, 4)])
    law = push(Network(2, (layer([[4, 4]], [-4]),)), mixture([("0", HALF, square), ("1", HALF, point)]))[1]
    assert agree(soft_enclosure(law, "sigmoid"), by_quadrature((half_of_tent(4), lambda g: g(mpmath.mpf(2)) / 2)))


def test_a_softmax_is_the_sigmoid_of_the_difference():
    """On (0, z) exactly the same values, and on (z, 0) those of the labels exchanged."""
    for rows, labels in (([[0], [1]], ("0", "1")), ([[1], [0]], ("1", "0"))):
        law = mixture([(labels[int(c.label)], c.mass, c.piece) for c in MIXED.cells])
        pair = push(Network(1, (layer(rows),)), law)[1]
        for one, two in zip(
            quantities(soft_enclosure(MIXED, "sigmoid")), quantities(soft_enclosure(pair, "softmax")), strict=True
        ):
            assert one - two == Value(0)


def test_softmax_of_a_planar_law():
    """Z2 - Z1 on [0, 2]^2 is a tent; the labels are sorted, the second is "cat"."""
    plane = mixture(
        [("ant", HALF, box.support([(fmpq(0), fmpq(2))] * 2)), ("cat", HALF, atom.support([fmpq(-1), fmpq(1)]))]
    )
    assert agree(soft_enclosure(plane, "softmax"), by_quadrature((half_of_tent(2), lambda g: g(mpmath.mpf(2)) / 2)))


def test_a_constant_output():
    """Z = 0: a fair coin that tells nothing; the loss is log 2 for every law of Y. All exact."""
    found = soft_enclosure(points(("0", 0, "1/3"), ("1", 0, "2/3")), "sigmoid")
    assert quantities(found) == (Value("log(2)"), Value(0), Value(0), Value("log(2)"))
    assert all(value.is_exact for value in quantities(found))
    three = soft_enclosure(points(("0", 3, "1/3"), ("1", 3, "2/3")), "sigmoid")
    assert three.compression.is_exact
    assert three.precision.is_exact
    assert three.compression == three.precision == Value(0)


def test_labels_of_one_law_are_told_nothing():
    same = mixture([("0", fmpq(1, 3), segment(0, 1)), ("1", fmpq(2, 3), segment(0, 1))])
    found = soft_enclosure(same, "sigmoid")
    assert found.precision.is_exact
    assert found.precision == Value(0)


def test_symmetric_labels_of_different_laws_are_told_nothing():
    """Both have mean 1/2: I(Y;Y^) is exactly 0, though I(Y;Z) = log 2."""
    law = points(("0", -1, "1/4"), ("0", 1, "1/4"), ("1", -2, "1/4"), ("1", 2, "1/4"))
    assert soft_enclosure(law, "sigmoid").precision.is_exact
    assert information(law).precision == Value("log(2)")


def test_one_point_a_label():
    """Then I(X;Y^) = I(Y;Y^), exactly."""
    found = soft_enclosure(points(("0", -1, "1/3"), ("1", 2, "2/3")), "sigmoid")
    assert found.compression - found.precision == Value(0)


def test_a_loss_that_grows_without_bound():
    """Z = 10^6 and -10^6, both wrong: the loss is 10^6 and the decision is sure; right: the loss is nearly 0."""
    wrong = soft_enclosure(points(("0", 10**6, "1/2"), ("1", -(10**6), "1/2")), "sigmoid")
    assert ends(wrong.cross_entropy)[0] <= 10**6 <= ends(wrong.cross_entropy)[1]
    assert not wrong.cross_entropy.is_infinite
    right = soft_enclosure(points(("0", -(10**6), "1/2"), ("1", 10**6, "1/2")), "sigmoid")
    assert ends(right.cross_entropy)[0] == 0
    assert ends(right.cross_entropy)[1] < fmpq(1, 1 << 40)
    assert ends(right.precision)[1] <= ends(Value("log(2)"), 128)[1]


def test_more_bits_narrow_it():
    for value in quantities(soft_enclosure(MIXED, "sigmoid")):
        assert value.is_refinable
        assert all(high - low < fmpq(1, 1 << (b - 4)) for b, (low, high) in ((b, ends(value, b)) for b in (8, 64, 500)))


@pytest.mark.parametrize(
    ("law", "activation", "words"),
    [
        (points(("a", 0, "1/2"), ("1", 1, "1/2")), "sigmoid", "the label 'a' beside a sigmoid.*use the labels"),
        (push(Network(1, (layer([[1], [2]]),)), MIXED)[1], "sigmoid", "a sigmoid of 2 outputs gives no probabilities"),
        (push(Network(1, (layer([[1], [2], [3]]),)), MIXED)[1], "softmax", "2 labels for a softmax of 3 outputs"),
        (MIXED, "softmax", "a softmax of 1 outputs gives no probabilities of labels; use a sigmoid"),
        (MIXED, "tanh", "'tanh' gives no probabilities; use 'sigmoid' or 'softmax'"),
        (
            push(Network(1, (layer([[1], [2]]),)), points(("0", 0, "1/3"), ("1", 1, "1/3"), ("2", 2, "1/3")))[1],
            "softmax",
            "3 labels for a softmax of 2 outputs; give one output for each label",
        ),
    ],
)
def test_what_is_refused(law: Law, activation: str, words: str):
    with pytest.raises(UnsupportedLaw, match=f"^soft: .*{words}"):
        soft_enclosure(law, activation)


@settings(max_examples=40)
@given(laws(1))
def test_inequalities(law: Law):
    """I(Y;Y^) <= I(X;Y^) <= H(Y^) <= log 2, I(Y;Y^) <= I(Y;Z), and C >= H(Y|Z): data processing and Gibbs."""
    law = _two_labels(law)
    found = soft_enclosure(law, "sigmoid")
    entropy, of_x, of_y, loss = (ends(value, 40) for value in quantities(found))
    before = information(law).precision
    assert 0 <= of_y[0] <= of_x[1]
    assert of_x[0] <= entropy[1]
    assert entropy[0] <= ends(Value("log(2)"))[1]
    assert of_y[0] <= ends(before)[1]
    assert loss[1] >= ends(label_entropy(law) - before)[0]


@settings(max_examples=40)
@given(laws(1))
def test_exchanging_the_labels(law: Law):
    """Labels exchanged and Z mirrored: the same values, exactly."""
    law = _two_labels(law)
    swapped = mixture([("1" if c.label == "0" else "0", c.mass, c.piece) for c in law.cells])
    mirrored = push(Network(1, (layer([[-1]]),)), swapped)[1]
    before, after = soft_enclosure(law, "sigmoid"), soft_enclosure(mirrored, "sigmoid")
    assert all(a - b == Value(0) for a, b in zip(quantities(before), quantities(after), strict=True))


def _two_labels(law: Law) -> Law:
    return mixture([("1" if c.label == "2" else c.label, c.mass, c.piece) for c in law.cells])


def test_exchanged_signs_are_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: the loss of the other label."""
    right = softmax._log_odds
    monkeypatch.setattr(softmax, "_log_odds", lambda law, name: ("1", right(law, name)[1]))
    assert not agree(soft_enclosure(MIXED, "sigmoid"), by_quadrature(MEANS))


def test_a_loss_below_the_conditional_entropy_would_be_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: softplus less 1/2; then C < H(Y|Z)."""
    right = softmax.softplus_mean
    monkeypatch.setattr(softmax, "softplus_mean", lambda measure: right(measure) - Value("1/2"))
    law = points(("0", 0, "1/2"), ("1", 0, "1/2"))
    found = soft_enclosure(law, "sigmoid")
    assert compare(found.cross_entropy, "<", label_entropy(law) - information(law).precision).proved


THREE = mixture(
    [("a", fmpq(1, 2), segment(-2, 1)), ("b", fmpq(1, 4), segment(0, 3)), ("c", fmpq(1, 4), atom.support([fmpq(1)]))]
)
ROWS = ((1, 0), (-2, 1), (3, -1))


def by_quadrature_of_three(parts) -> tuple[mpmath.mpf, ...]:
    """The four quantities of softmax outputs, from a mean E[g; Y = y] and a mass for each label."""

    def shares(z):
        powers = [mpmath.exp(x - max(z)) for x in z]
        return [x / sum(powers) for x in powers]

    def entropy(p):
        return -sum(x * mpmath.log(x) for x in p)

    q = [[mean(lambda z, k=k: shares(z)[k]) for k in range(3)] for mean, _ in parts]
    whole = entropy([sum(column) for column in zip(*q, strict=True)])
    left = sum(mean(lambda z: entropy(shares(z))) for mean, _ in parts)
    given = sum(mass * entropy([x / mass for x in row]) for row, (_, mass) in zip(q, parts, strict=True))
    loss = sum(mean(lambda z, y=y: -mpmath.log(shares(z)[y])) for y, (mean, _) in enumerate(parts))
    return whole, whole - left, whole - given, loss


def outputs(x):
    return [a * x + b for a, b in ROWS]


def test_three_outputs_on_a_line_against_quadrature():
    law = push(Network(1, (layer([[a] for a, _ in ROWS], [b for _, b in ROWS]),)), THREE)[1]
    parts = [
        (lambda g: uniform(-2, 1)(lambda x: g(outputs(x))) / 2, mpmath.mpf(1) / 2),
        (lambda g: uniform(0, 3)(lambda x: g(outputs(x))) / 4, mpmath.mpf(1) / 4),
        (lambda g: g(outputs(mpmath.mpf(1))) / 4, mpmath.mpf(1) / 4),
    ]
    assert agree(soft_enclosure(law, "softmax"), by_quadrature_of_three(parts))


def test_three_outputs_of_a_plane_against_quadrature():
    """(x, 2y - x, 0) for (x, y) on squares."""
    half = fmpq(1, 3)
    corners = {"a": (0, 0), "b": (1, -1), "c": (-1, 0)}
    law = mixture(
        [(y, half, box.support([(fmpq(i), fmpq(i + 1)), (fmpq(j), fmpq(j + 1))])) for y, (i, j) in corners.items()]
    )
    image = push(Network(2, (layer([[1, 0], [-1, 2], [0, 0]]),)), law)[1]

    def mean(i, j):
        return lambda g: mpmath.quad(lambda x, y: g([x, 2 * y - x, 0]) / 3, [i, i + 1], [j, j + 1], maxdegree=4)

    third = mpmath.mpf(1) / 3
    found = soft_enclosure(image, "softmax")
    assert agree(found, by_quadrature_of_three([(mean(*corner), third) for corner in corners.values()]))
    assert all(high - low < fmpq(1, 10**17) for low, high in map(ends, quantities(found)))


def test_a_third_output_that_is_never_chosen_adds_nothing():
    """With a third output 1000 below the others, and a label of it of next to no mass: the closed forms of two."""
    tiny = fmpq(1, 10**30)
    law = mixture(
        [(y, m * (1 - tiny), p) for y, m, p in (("0", HALF, segment(-2, 1)), ("1", HALF, segment(0, 3)))]
        + [("2", tiny, atom.support([fmpq(0)]))]
    )
    three = soft_enclosure(push(Network(1, (layer([[0], [1], [0]], [0, 0, -1000]),)), law)[1], "softmax")
    two = soft_enclosure(mixture([("0", HALF, segment(-2, 1)), ("1", HALF, segment(0, 3))]), "sigmoid")
    for one, other in zip(quantities(three)[:3], quantities(two)[:3], strict=True):
        (low, high), (least, most) = ends(one), ends(other)
        assert low - fmpq(1, 10**17) <= most
        assert least <= high + fmpq(1, 10**17)


def test_outputs_that_are_equal_are_exact():
    found = soft_enclosure(push(Network(1, (layer([[2], [2], [2]]),)), THREE)[1], "softmax")
    assert quantities(found) == (Value("log(3)"), Value(0), Value(0), Value("log(3)"))
    assert all(value.is_exact for value in quantities(found))


def test_three_outputs_are_enclosed_and_say_that_more_bits_do_not_help():
    law = push(Network(1, (layer([[1], [0], [-1]]),)), THREE)[1]
    precision = soft_enclosure(law, "softmax").precision
    assert not precision.is_refinable
    assert ends(precision, 64) == ends(precision, 512)
    assert compare(precision, ">", 0).proved


def test_a_law_of_many_simplices_is_enclosed_from_its_corners(monkeypatch):
    """Wider than from its simplices, and around that; the reason says so."""
    boxes = [box.support([(fmpq(y, 2), fmpq(y + 1, 2))] * 3) for y in range(3)]
    cubes = mixture([(str(y), fmpq(1, 3), support) for y, support in enumerate(boxes)])
    law = push(Network(3, (layer([[1, 0, 0], [0, 1, "-1/2"], [0, 0, 1]]),)), cubes)[1]
    close = soft_enclosure(law, "softmax")
    monkeypatch.setattr(softmax, "MAX_SIMPLICES", 15)
    crude = soft_enclosure(law, "softmax")
    for wide, narrow in zip(quantities(crude), quantities(close), strict=True):
        (low, high), (inner, outer) = ends(wide), ends(narrow)
        assert low <= inner <= outer <= high
        assert high - low > 10 * (outer - inner)
        assert "too many simplices" in wide.reason
        assert "too many simplices" not in narrow.reason
    assert ends(crude.precision)[1] <= ends(label_entropy(law))[1]


def test_cells_that_fit_are_integrated_beside_one_that_does_not(monkeypatch):
    """Of a label, its triangle stays a simplex; the cube has the mass that is left, and 7 corners for a softmax."""
    triangle = polytope.support([[fmpq(0)] * 3, [fmpq(1), fmpq(0), fmpq(0)], [fmpq(0), fmpq(1), fmpq(0)]])
    cube = box.support([(fmpq(0), fmpq(1))] * 3)
    parts = [("0", fmpq(1, 4), triangle), ("0", fmpq(1, 4), cube), ("1", fmpq(1, 4), cube), ("2", fmpq(1, 4), triangle)]
    law = mixture(parts)
    monkeypatch.setattr(softmax, "MAX_SIMPLICES", 15)
    group = softmax._group(law, "0")
    assert [block.mass for block in group.blocks] == [fmpq(1, 4)]
    assert group.rest is not None
    assert (group.rest.mass, len(group.rest.corners), group.mass) == (fmpq(1, 4), 7, fmpq(1, 2))
    assert softmax._group(law, "2").rest is None


def test_polytopes_past_any_triangulation_are_left_whole(monkeypatch):
    def refused(polytope):
        raise UnsupportedLaw("", "many simplices", "give fewer")

    monkeypatch.setattr(softmax, "triangulate", refused)
    cube = box.support([(fmpq(0), fmpq(1))] * 3)
    found = soft_enclosure(mixture([(y, fmpq(1, 3), cube) for y in "abc"]), "softmax")
    assert ends(found.cross_entropy)[0] >= 0
    assert not found.compression.is_exact
