"""Analyses with noise, soft decisions and two terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq
from hypothesis import given, settings

from ibverify.activations import Activation
from ibverify.distributions import atom, box
from ibverify.errors import ProblemError, UnsupportedError, UnsupportedLaw
from ibverify.exact import Value, compare
from ibverify.exact.compare import Status
from ibverify.examples import fig2, fig3
from ibverify.information.soft import decision
from ibverify.law import Law, mixture
from ibverify.law.push import push
from ibverify.network import Layer, Network, layer, unit_layer
from ibverify.problem import Problem, Terms, refuse_noise
from ibverify.readouts import Noise, Readout, named
from ibverify.study.analyze import Analysis, analyze
from ibverify.study.computation import computation
from ibverify.study.decision import disagreement
from ibverify.study.noisy import random_layers, separates
from ibverify.study.rewrite import preceded
from ibverify.testing import problems

HALF, UNIT = fmpq(1, 2), (fmpq(0), fmpq(1))
LOG2 = Value("log(2)")
POINTS = mixture([(str(x), HALF, atom.support([fmpq(x)])) for x in (0, 1)])
SEGMENT = mixture([(str(y), HALF, box.support([(fmpq(y, 2), fmpq(y + 1, 2))])) for y in (0, 1)])


def uniform(w: str) -> Noise:
    made: Noise = named("noise").readout({"uniform": Value(w).form.constant})
    return made


def gaussian(s: str) -> Noise:
    made: Noise = named("noise").readout({"gaussian": Value(s).form.constant})
    return made


def threshold(t: str) -> Readout:
    made: Readout = named("threshold").readout(Value(t).form.constant)
    return made


def quantizer(levels: int) -> Readout:
    made: Readout = named("quantizer").readout({"levels": fmpq(levels), "range": [fmpq(0), fmpq(1)]})
    return made


SOFT = named("soft").readout()


def chain(*activations: Activation | str) -> Network:
    return Network(1, [layer([[1]], None, each) for each in activations])


def flip(p: str) -> Value:
    """log 2 less the binary entropy of p: a symmetric channel with a fair input."""
    return LOG2 + Value(f"{p}*log({p}) + (1 - {p})*log(1 - {p})")


def test_noise_and_a_threshold_are_a_symmetric_channel():
    """0 + U[-1, 1] is above 1/2 with probability 1/4, 1 + U with probability 3/4."""
    found = analyze(Problem(POINTS, chain(uniform("1")), threshold("1/2")))
    assert found["readout"].compression == found["readout"].precision == flip("1/4")
    assert found["readout"].entropy == LOG2
    assert found[1].compression == found[1].precision == LOG2 / 2


def test_the_input_before_noise_keeps_its_information():
    found = analyze(Problem(POINTS, chain("identity"), threshold("1/2"), input_noise=uniform("1")))
    assert found.input.compression == LOG2
    assert found[1].compression == LOG2 / 2  # repeats the noisy input
    assert found["readout"].compression == flip("1/4")
    assert len(found.layers) == 1


def test_behind_noise_what_is_continuous_is_bounded():
    """relu(X + eta) with X uniform: more than it tells of Y, at most what X + eta keeps, 1/8 + log 4."""
    found = analyze(Problem(SEGMENT, chain(uniform("1/8"), "relu")))
    assert found[1].compression == Value("1/8 + log(4)")
    low, high = found[2].compression.interval()
    assert low is not None
    assert high is not None
    assert compare(Value(low), ">=", found[2].precision - "1/10**9").proved
    assert compare(Value(high), "<=", "1/8 + log(4) + 1/10**9").proved
    assert found[2].compression.reason == (
        "behind noise only data processing bounds it; ask for the layer that adds the noise"
    )
    assert found[2].entropy.is_infinite


def test_an_injective_layer_keeps_all():
    found = analyze(Problem(SEGMENT, chain(uniform("1/8"), "leaky_relu", "tanh")))
    assert found[1].compression == found[2].compression == found[3].compression == Value("1/8 + log(4)")
    assert found[3].precision == found[1].precision


def test_more_noise_tells_less():
    found = analyze(Problem(SEGMENT, chain(uniform("1/8"), uniform("1/8"), quantizer(2))))
    assert compare(found[2].precision, "<", found[1].precision).proved
    assert not compare(found[2].compression, ">", found[1].compression).proved
    assert found[3].compression.is_refinable  # one neuron before the noise, whatever the number of noises
    assert compare(found[3].compression, "<", analyze(Problem(SEGMENT, chain(quantizer(2))))[1].compression).proved


def test_only_what_is_read_of_a_noisy_input_counts():
    """Of two inputs one is read: the step of x1 + eta tells as if there were no x2."""
    square = mixture([("0", fmpq(1), box.support([UNIT, UNIT]))])
    two = analyze(Problem(square, Network(2, (layer([[1, 0]], ["-1/2"], "step"),)), input_noise=uniform("1/2")))
    one = mixture([("0", fmpq(1), box.support([UNIT]))])
    assert two[1].compression == analyze(Problem(one, chain(uniform("1/2")), threshold("1/2")))["readout"].compression
    assert two[1].compression == LOG2 - HALF


def test_one_neuron_of_a_noisy_plane():
    """x1 + x2 of (0, 0) or (1, 0) with noise of 1/2 has the tents on [-1, 1] and [0, 2]: they cost 1/4.

    The ReLU forgets only what all comes from the first point: its bounds meet.
    """
    law = mixture([(str(x), HALF, atom.support([fmpq(x), fmpq(0)])) for x in (0, 1)])
    found = [
        analyze(Problem(law, Network(2, (layer([[1, 1]], None, name),)), input_noise=uniform("1/2")))[1]
        for name in ("identity", "leaky_relu", "tanh", "relu")
    ]
    assert all(each.compression == each.precision == LOG2 - "1/4" for each in found)
    assert analyze(Problem(law, Network(2, (layer([[0, 0]]),)), input_noise=uniform("1")))[1].compression == Value(0)


def test_many_noisy_neurons():
    """Eight of them: later layers are only bounded."""
    net = Network(1, (layer([[1]] * 8), unit_layer(8, uniform("1/8")), layer([[1] * 8], [0], "step")))
    found = analyze(Problem(SEGMENT, net))
    assert found[2].dimensions == {8: fmpq(1)}
    assert found[3].dimensions is None
    assert compare(found[3].compression, "<=", "log(2) + 1/10**9").proved
    assert compare(found[3].precision, "<=", "log(2) + 1/10**9").proved


def test_noise_on_an_affine_map():
    """A layer that weighs, then adds noise, is two layers in one; so is all that comes behind it."""
    law = mixture([(str(x), HALF, atom.support([fmpq(x), fmpq(1 - x)])) for x in (0, 1)])
    one = Network(2, (layer([[2, 0]], [1], uniform("1")), layer([[3]], ["-6"], "step")))
    two = Network(2, (layer([[2, 0]], [1]), unit_layer(1, uniform("1")), layer([[3]], ["-6"], "step")))
    first, second = analyze(Problem(law, one)), analyze(Problem(law, two))
    assert first[1].width == 1
    assert first[1].compression == second[2].compression == LOG2
    assert first[2].compression == second[3].compression == LOG2  # 1 + U and 3 + U, on two sides of 2
    wide = Network(2, (layer([[1, 0]]), layer([[1, 1, 0]], None, uniform("1"), sources=(1, 0))))
    found = analyze(Problem(law, wide))[2]
    assert found.precision == analyze(Problem(law, Network(2, (layer([[2, 0]], None, uniform("1")),))))[1].precision
    assert compare(found.compression, ">=", found.precision).status is not Status.REFUTED


def test_layers_that_noise_does_not_reach():
    """Layer 2 reads the input beside the noise: infinite as ever; layer 3 reads both, and is only bounded."""
    net = Network(
        1,
        (
            unit_layer(1, uniform("1/8")),
            layer([[2]], sources=(0,)),
            layer([[1, 1]], sources=(1, 2)),
            layer([[0]], [1], "relu"),
        ),
    )
    found = analyze(Problem(SEGMENT, net))
    assert random_layers(net) == {1, 3, 4}
    assert found[2].compression.is_infinite
    assert found[3].compression.interval()[1] is None
    assert found[4].compression == Value(0)
    assert [separates(net, 1, i) for i in (1, 2, 3)] == [True, False, False]


def test_gaussian_noise_inside():
    """Later layers have no closed form: they tell no more than the noisy one."""
    found = analyze(Problem(POINTS, chain(gaussian("1/2"), "relu", "step")))
    first = found[1].precision.interval()[1]
    for layer_ in (found[2], found[3]):
        assert layer_.precision.interval()[0] == 0
        assert layer_.compression.interval()[1] <= first + fmpq(1, 10**9)
    assert found[3].information_dimension == Value(0)
    assert found[2].dimensions is None


def test_noise_on_a_smooth_layer():
    """tanh, then noise: the law is not known; it is continuous, and bounded by what tanh has."""
    found = analyze(Problem(POINTS, chain("tanh", uniform("1/100"), "step")))
    assert found[1].compression == LOG2
    assert found[2].dimensions == {1: fmpq(1)}
    assert found[2].entropy.is_infinite
    assert compare(found[2].compression, "<=", "log(2) + 1/10**9").proved
    assert compare(found[3].precision, "<=", "log(2) + 1/10**9").proved


@settings(max_examples=30)
@given(problems(inputs=2))
def test_noise_never_helps(problem: Problem):
    """Input noise, read through the first neuron's sign: no more about X or Y than the input has; nothing negative."""
    net = Network(2, (layer([[1, -1]], None, "step"),))
    found = analyze(Problem(problem.law, net, input_noise=uniform("1/3")))
    assert not compare(found[1].precision, ">", found.input.precision).proved
    assert not compare(found[1].compression, ">", found.input.compression).proved
    assert not compare(found[1].precision, ">", found[1].compression).proved
    assert not compare(found[1].compression, ">", found[1].entropy).proved
    assert found[1].compression.is_refinable  # x1 - x2 is all that is read


def readout(function: str, of: Readout | Terms) -> Analysis:
    return analyze(replace(fig2.problem(function), readout=of))


def test_fig2_two_terms():
    """Sec. 5.4: the same precision 1 bit at 1/2; four levels tell f'_cont apart more than f'''_cont."""
    terms = Terms(quantizer(4), threshold("1/2"))
    one, three = readout("f'_cont", terms)["readout"], readout("f'''_cont", terms)["readout"]
    assert one.precision == three.precision == LOG2
    assert compare(one.compression, ">", three.compression).proved
    assert three.compression == LOG2


def test_fig2_soft():
    """Y~ on 0, 2/3, 1/3, 1 with equal masses: H = log 2, half of it given Y~ has the entropy of 1/3."""
    found = readout("f'_disc", SOFT)["readout"]
    assert found.compression == LOG2 + Value("1/3*log(1/3) + 2/3*log(2/3)") / 2
    assert found.compression == readout("f''_disc", SOFT)["readout"].compression
    assert compare(found.precision, ">", readout("f''_disc", SOFT)["readout"].precision).proved


def test_fig2_noise():
    """Sec. 5.3: f'_disc tells exactly log 4 as long as the noise stays within 1/6."""
    assert readout("f'_disc", uniform("1/6"))["readout"].compression == Value("log(4)")
    assert compare(readout("f'_disc", uniform("1/5"))["readout"].compression, "<", "log(4)").proved


def test_terms_without_readouts():
    problem = fig3.problem("f_I", "1/10")
    found, plain = analyze(replace(problem, readout=Terms(None, None))), analyze(problem)[1]
    assert found["readout"].precision == plain.precision
    assert found["readout"].compression.is_infinite


def test_terms_with_a_quantized_input():
    """X in quarters, L = X in halves: I = H(L) = log 2; of the halves of X, as much; of one bin, nothing."""
    net = chain("identity")
    for levels, expected in ((4, LOG2), (2, LOG2), (1, Value(0))):
        terms = Terms(quantizer(2), None, quantizer(levels))  # type: ignore[arg-type]
        assert analyze(Problem(SEGMENT, net, terms))["readout"].compression == expected
    terms = Terms(SOFT, SOFT, quantizer(3))  # type: ignore[arg-type]
    found = analyze(Problem(SEGMENT, net, terms))
    assert found.chain is None
    # a third each with the means 1/6, 1/2, 5/6
    assert found["readout"].compression == flip("1/6") * fmpq(2, 3)


def test_soft_behind_noise():
    """Half of [0, 1] for each label, noise that is clipped: I(X;Y^) is exact, below that of the clean output."""
    net = chain("identity", uniform("1/4"), "hardtanh", "relu")
    found = analyze(Problem(SEGMENT, net, SOFT))
    law = push(chain("identity"), SEGMENT)[-1]
    assert found["readout"].compression.is_refinable
    assert compare(found["readout"].compression, "<", decision(law).compression).proved
    assert compare(found["readout"].precision, "<=", found["readout"].compression).proved


def test_the_chain_of_section_9():
    """I(Y;Y~) = log 2, C = 1 - log 2: the rule loses all of C, and no decoder anything."""
    found = analyze(Problem(SEGMENT, Network(1, (layer([[1], [2]]), layer([[1, 0]]))), SOFT))
    assert found.chain is not None
    assert (found.chain.output, found.chain.cross_entropy) == (LOG2, Value("1 - log(2)"))
    assert found.chain.rule == found.chain.cross_entropy
    assert list(found.chain.decoder) == [Value(0), Value(0)]


def test_the_decoder_loses_what_it_does_not_read():
    """A skip past layer 1: no decoder of layer 1 alone. The first layer of a chain: log 2 against nothing."""
    skip = Network(1, (layer([[1]]), layer([["1/2", "1/2"]], sources=(0, 1))))
    found = analyze(Problem(SEGMENT, skip, SOFT))
    assert found.chain is not None
    assert found.chain.decoder[0] is None
    constant = Network(1, (layer([[1]]), layer([[0]], ["1/2"])))
    found = analyze(Problem(SEGMENT, constant, SOFT))
    assert found.chain is not None
    assert (found.chain.decoder[0], found.chain.cross_entropy, found.chain.rule) == (LOG2, LOG2, Value(0))


def test_soft_behind_a_sigmoid():
    """Z = -1, 1: H(Y^) = log 2, and the cross-entropy is log(1 + 1/e)."""
    law = mixture([(str(y), HALF, atom.support([fmpq(2 * y - 1)])) for y in (0, 1)])
    found = analyze(Problem(law, chain("sigmoid"), SOFT))
    assert found.chain is not None
    assert found.chain.cross_entropy.enclosure(5) == ("0.31326", "0.31327")
    assert found["readout"].entropy == LOG2


def test_soft_behind_what_has_no_law():
    with pytest.raises(UnsupportedLaw, match=r"^readout.soft: the law of the last layer has no closed form; end with"):
        analyze(Problem(SEGMENT, chain("tanh", "relu"), SOFT))


def test_a_channel_of_ones_own():
    """Only `information` is asked of it."""

    class Erased:
        name = "erased"

        def check(self, width: int, labels: tuple[str, ...]) -> None:
            assert (width, labels) == (1, ("0", "1"))

        def information(self, law: Law):
            return decision(Law(1, law.cells, law.label_masses))

    assert analyze(Problem(SEGMENT, chain("identity"), Erased()))["readout"].compression == LOG2 - HALF
    with pytest.raises(UnsupportedLaw, match=r"^readout.erased: the law"):
        analyze(Problem(SEGMENT, chain("sigmoid"), Erased()))


def test_what_treats_maps_refuses_noise():
    noisy = Problem(POINTS, chain(uniform("1"), "relu"))
    with pytest.raises(UnsupportedError, match=r"^network\[0\].noise: this needs a network without noise"):
        refuse_noise(noisy, "this")
    with pytest.raises(UnsupportedError, match=r"^input_noise: this needs a network without noise"):
        refuse_noise(Problem(POINTS, chain("relu"), input_noise=uniform("1")), "this")
    soft = Problem(POINTS, chain("relu"), SOFT)
    for function in (lambda: disagreement(soft, soft), lambda: computation(soft, analyze(soft))):
        with pytest.raises(ProblemError, match=r"^readout.soft: it is no map of the outputs, which is needed here"):
            function()


def test_noise_in_front_of_a_graph():
    """Every reader of the input reads the noisy one; columns that nothing reads are left out."""
    net = Network(2, (layer([[0, 1]]), layer([[0, 1, 1]], sources=(0, 1))))
    wide = preceded(net, uniform("1/2"))
    assert [wide.sources(i) for i in range(1, 5)] == [(0,), (1,), (2,), (2, 3)]
    assert [each.weight for each in wide.layers] == [((0, 1),), ((1,),), ((1,),), ((1, 1),)]
    assert preceded(Network(2, (Layer(((fmpq(0),) * 2,), (fmpq(0),)),)), uniform("1")).layers[0].weight == ((1, 0),)
