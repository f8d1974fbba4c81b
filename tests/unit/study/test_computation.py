"""How values arise: the parts of a computation sum to what `analyze` found."""

from __future__ import annotations

from flint import fmpq
from hypothesis import given, settings

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.exact import Value
from ibverify.exact.loglinear import entropy_form
from ibverify.exact.value import total
from ibverify.examples import fig1, fig3
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.computation import Computation, Known, LayerComputation, computation
from ibverify.testing.strategies import problems

HALF = fmpq(1, 2)


def cube(label: str, low: int, dimension: int):
    return label, HALF, box.support([(fmpq(low), fmpq(low + 2))] * dimension)


def overlap(dimension: int):
    return mixture([cube("0", -1, dimension), cube("1", 0, dimension)])


def computed(problem: Problem) -> Computation:
    return computation(problem, analyze(problem))


def unknown(layer: LayerComputation) -> Value:
    return total([Value(0), *(a.part for a in layer.atoms), *(s.part for s in layer.strata)])


@settings(max_examples=60)
@given(problems())
def test_the_parts_sum_to_the_information(problem: Problem):
    """H(Y) less the parts is I(Y;L), and -sum m log m over the atoms is H(L) if there is nothing else."""
    found = computed(problem)
    assert len(found.layers) == problem.network.depth + 1 + (problem.readout is not None)
    for each in found.layers:
        masses = [a.mass for a in each.atoms]
        assert sum(masses, fmpq(0)) + sum((m for s in each.strata for m in s.masses.values()), fmpq(0)) == 1
        assert each.strata or Value(entropy_form(masses)) == each.information.entropy
        if each.information.precision.is_exact:
            assert found.label_entropy - unknown(each) == each.information.precision
        for spread in each.strata:
            assert total([Value(0), *(piece.part for piece in spread.pieces)]) == spread.part or not spread.pieces


def test_a_piece_on_a_line():
    """Fig. 3 at 1/10: on [1/2, 3/5] the trapezoids are 1 - 10t and 10t, and each costs -1/40: 1/20 in all."""
    [_, first, readout] = computed(fig3.problem("f_I", "1/10", "1/2")).layers
    [spread] = first.strata
    [piece] = spread.pieces
    assert piece.vertices == ((HALF,), (fmpq(3, 5),))
    assert piece.size == fmpq(1, 10)
    assert piece.densities == {"0": (fmpq(1), fmpq(-10)), "1": (fmpq(0), fmpq(10))}
    assert (piece.whole, piece.own["0"], piece.own["1"]) == (Value(0), Value("-1/40"), Value("-1/40"))
    assert spread.part == Value("1/20")
    assert (readout.name, readout.index, [a.mass for a in readout.atoms]) == ("readout", 2, [fmpq(9, 20), fmpq(11, 20)])


def test_a_chamber_in_the_plane():
    """Two unit-density squares of side 2 and mass 1/2 share the unit square: there f = 1/8 + 1/8."""
    [source, _] = computed(Problem(overlap(2), Network(2, (layer([[1, 1]]),)))).layers
    [spread] = source.strata
    [piece] = spread.pieces
    assert sorted(piece.vertices) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert piece.size == 1
    assert piece.densities == {label: (fmpq(0), fmpq(0), fmpq(1, 8)) for label in "01"}
    assert piece.whole == Value("-2*log(2)/4")
    assert piece.own == {label: Value("-3*log(2)/8") for label in "01"}
    assert spread.part == Value("log(2)/4")


def test_atoms_carry_their_labels():
    """Fig. 1 at a = 1/8, b = 2/5: the last two points meet at 2/5 with the masses 1/2 and 1/8 of two labels."""
    last = computed(fig1.problem(fig1.discrete(), "1/8", "2/5")).layers[-1]
    assert [a.place for a in last.atoms] == [(0,), (fmpq(1, 4),), (fmpq(2, 5),)]
    assert last.atoms[2].masses == {"0": HALF, "1": fmpq(1, 8)}
    assert last.atoms[2].part == Value("5/8*log(5/8) - 1/2*log(1/2) - 1/8*log(1/8)")


def test_a_stratum_without_a_closed_form_has_no_pieces():
    """Four inputs onto two neurons: fibres of dimension 2."""
    net = Network(4, (layer([[1, 1, 2, 0], [1, 0, -1, 1]]),))
    [_, first] = computed(Problem(overlap(4), net)).layers
    [spread] = first.strata
    assert spread.pieces == ()
    assert not spread.part.is_exact


def test_behind_a_smooth_layer():
    """A first tanh is a bijection of its pre-activation; behind it there is no law."""
    net = Network(2, (layer([[1, 1]], None, named("tanh")), layer([[1]], None, named("tanh"))))
    _, first, second = computed(Problem(overlap(2), net)).layers
    assert first.known is Known.PREIMAGE
    assert first.strata[0].pieces
    assert (second.known, second.atoms, second.strata) == (Known.NOTHING, (), ())


def test_points_behind_a_smooth_layer_are_classes_of_inputs():
    """relu(tanh(x)) is 0 for -1 and for 0, and not for 1."""
    points = [(str(i % 2), fmpq(1, 3), atom.support([fmpq(x)])) for i, x in enumerate((-1, 0, 1))]
    net = Network(1, (layer([[1]], None, named("tanh")), layer([[1]], None, named("relu"))))
    last = computed(Problem(mixture(points), net)).layers[-1]
    assert last.known is Known.CLASSES
    assert [(a.place, a.mass) for a in last.atoms] == [((fmpq(-1),), fmpq(2, 3)), ((fmpq(1),), fmpq(1, 3))]
